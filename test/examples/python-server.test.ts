import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { failedStatements, hasPython, inExample, judgeExample } from "./judge-example.ts";

describe.skipIf(!hasPython)("the example server in Python", () => {
  test("conforms to every rule that it can be judged by, and leaves no staged file", async () => {
    const { code, stdout, target, cwd } = await judgeExample(["--runs", "1"]);
    expect(stdout).toContain("✔ python conforms");
    expect(code).toBe(0);
    // Nothing is green because it was not judged: only what the server lacks, and hostile input.
    const must = target.rules.filter(({ level }) => level === "MUST");
    const open = must.filter(({ verdict }) => verdict !== "pass");
    for (const { reason } of open)
      expect(reason).toMatch(/^the target does not offer (?:the service )?\w+$|is not full/);
    expect(must.length - open.length).toBeGreaterThan(100);
    expect(target.rules.filter(({ verdict }) => verdict === "fail")).toEqual([]);
    expect(target.leftovers).toEqual([]);
    expect(await readdir(join(cwd, "staging"))).toEqual([]);
  });

  test("is caught where it breaks a rule, over every binding", async () => {
    const narrow = ["--runs", "1", "--operation", "DeleteUploadHandler,DeleteDownloadHandler"];
    const options = { env: { FAULT: "ticket-before-guid" } };
    const { code, target } = await judgeExample([...narrow, "--level", "must"], options);
    expect(code).toBe(1);
    const failed = target.rules.filter(({ verdict }) => verdict === "fail");
    expect(failed.map(({ id, bindings }) => [id, bindings])).toEqual(
      ["delete-download-handler", "delete-upload-handler"].map((operation) => [
        `inforouter.${operation}.guid-before-auth`,
        { get: "fail", post: "fail", soap11: "fail" },
      ]),
    );
  });

  test("fails in what a file that a delete keeps breaks, and in nothing else", async () => {
    const narrow = ["--runs", "1", "--operation", "DeleteUploadHandler,DeleteDownloadHandler"];
    const options = { env: { FAULT: "keeps-staged-file" } };
    const { code, target } = await judgeExample(narrow, options);
    expect(failedStatements(target)).toEqual(["DUH-01", "DDH-01", "ALL-06"]);
    expect(code).toBe(1);
  });

  test("without an operation that it does not declare absent fails nothing, and is told so in one line", async () => {
    const options = { env: { WITHOUT: "UploadFileChunk" } };
    const { code, stdout, target } = await judgeExample(
      ["--runs", "1", "--binding", "post"],
      options,
    );
    expect(failedStatements(target)).toEqual([]);
    const because = "UploadFileChunk is not offered";
    const waiting = target.rules.filter(({ verdict }) => verdict === "inconclusive");
    for (const { id, reason } of waiting) expect(reason, id).toBe(because);
    expect(waiting.length).toBeGreaterThan(50);
    const line = `${because}: ${waiting.length} rules not judged; declare it in operations.absent`;
    expect(oneLine(stdout).split(because)).toHaveLength(2);
    expect(oneLine(stdout)).toContain(line);
    expect(stdout).not.toContain("conforms");
    expect(code).toBe(3);
  });

  test("with an operation declared absent that it answers conforms in nothing, and is told so", async () => {
    const options = {
      absent: (declared: readonly string[]) => [...new Set([...declared, "UploadFileChunk"])],
    };
    const { code, stdout, target } = await judgeExample(
      ["--runs", "1", "--operation", "UploadFileChunk,DeleteUploadHandler"],
      options,
    );
    expect(failedStatements(target)).toEqual([]);
    const told = "declared absent, but answers: UploadFileChunk; take it out of operations.absent";
    expect(oneLine(stdout)).toContain(told);
    expect(stdout).not.toContain("conforms");
    expect(code).toBe(3);
    const checked = await inExample(["check"], options);
    expect(checked.stdout).toContain("UploadFileChunk: declared absent, but answers");
    expect(checked.code).toBe(3);
  });
});

/** As it would be on a terminal without end. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
