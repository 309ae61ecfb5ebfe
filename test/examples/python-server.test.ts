import { spawnSync } from "node:child_process";
import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report, TargetReport } from "../../src/model/report.ts";
import { assay, emptyFolder } from "../cli/assay.ts";
import { freePort } from "./free-port.ts";

const EXAMPLE = join(import.meta.dirname, "..", "..", "examples", "python-server");
const python = spawnSync("python3", ["--version"]).status === 0;
if (!python) process.stderr.write("skipped: the example server needs python3 on the PATH\n");

describe.skipIf(!python)("the example server in Python", () => {
  test("conforms to every rule that it can be judged by, and leaves no staged file", async () => {
    const { code, stdout, target, cwd } = await judge(["--runs", "2"], "");
    expect(stdout).toContain("✔ python conforms");
    expect(code).toBe(0);
    // Nothing is green because it was not judged: only what the server lacks, and hostile input.
    const must = target.rules.filter(({ level }) => level === "MUST");
    const open = must.filter(({ verdict }) => verdict !== "pass");
    for (const { reason } of open)
      expect(reason).toMatch(/^the target does not offer \w+$|is not full/);
    expect(must.length - open.length).toBeGreaterThan(100);
    expect(target.rules.filter(({ verdict }) => verdict === "fail")).toEqual([]);
    expect(target.leftovers).toEqual([]);
    expect(await readdir(join(cwd, "staging"))).toEqual([]);
  });

  test("is caught where it breaks a rule, over every binding", async () => {
    const narrow = ["--runs", "2", "--operation", "DeleteUploadHandler,DeleteDownloadHandler"];
    const { code, target } = await judge([...narrow, "--level", "must"], "ticket-before-guid");
    expect(code).toBe(1);
    const failed = target.rules.filter(({ verdict }) => verdict === "fail");
    expect(failed.map(({ id, bindings }) => [id, bindings])).toEqual(
      ["delete-download-handler", "delete-upload-handler"].map((operation) => [
        `inforouter.${operation}.guid-before-auth`,
        { get: "fail", post: "fail", soap11: "fail" },
      ]),
    );
  });
});

/** Runs Assay in a copy of the example, which it starts and stops itself. */
async function judge(options: readonly string[], fault: string) {
  const cwd = await emptyFolder();
  await cp(EXAMPLE, cwd, { recursive: true });
  const env = { FAULT: fault, PYTHON_SERVER_PORT: await freePort() };
  const ended = await assay(["run", ...options, "--seed", "1"], { cwd, env });
  const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  const [target] = (JSON.parse(text) as Report).targets as [TargetReport];
  return { ...ended, target, cwd };
}
