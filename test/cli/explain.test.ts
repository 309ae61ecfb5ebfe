import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FORMATS } from "../../reporters/registry.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";
import { assay, emptyFolder } from "./assay.ts";

async function explained(rule: string): Promise<string> {
  const { code, stdout, stderr } = await assay(["explain", rule], { cwd: await emptyFolder() });
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return stdout;
}

/** The lines of a section, without their indent. */
function section(text: string, title: string): readonly string[] {
  const [, rest = ""] = text.split(`\n${title}\n`);
  return (rest.split("\n\n")[0] ?? "").split("\n").map((line) => line.slice(2));
}

test("a rule of steps shows them with its fixtures written out", async () => {
  const text = await explained("inforouter.delete-upload-handler.twice");
  expect(section(text, "Statements")).toEqual([
    "DUH-12  Deleting twice succeeds both times (already cleaned up).",
  ]);
  expect(section(text, "Source")).toEqual([
    "DeleteUploadHandler API, Notes 1",
    "https://support.inforouter.com/api-docs/DeleteUploadHandler",
  ]);
  expect(section(text, "Steps")[0]).toBe("- call: CreateUploadHandler");
  expect(text).not.toContain("\nGenerated\n");
});

test("a rule that names a property shows what is generated, sent and demanded", async () => {
  const text = await explained("inforouter.create-upload-handler.any-sequence");
  const { explanation } = VOCABULARY.properties.get("upload-model") ?? {};
  expect(explanation).toBeDefined();
  const shown = (title: string) => section(text, title).join(" ").replaceAll(/ +/g, " ");
  for (const line of explanation?.generates ?? []) expect(shown("Generated")).toContain(line);
  for (const line of explanation?.sends ?? []) expect(shown("Sent")).toContain(line);
  for (const { text: demand, statements = [] } of explanation?.demands ?? []) {
    expect(shown("Must hold")).toContain(`${demand} (${statements.join(", ")})`);
  }
  expect(section(text, "Over")).toEqual(["get, post, soap11, in one verdict"]);
});

test("a demand that names no statement is about those of the rule", async () => {
  const text = await explained("inforouter.delete-upload-handler.survives-hostile-values");
  const demands = section(text, "Must hold").join(" ");
  expect(demands.match(/\(ALL-04\)/g)).toHaveLength(4);
});

test("a statement of another document says which one, and where", async () => {
  const text = await explained("inforouter.create-upload-handler.any-sequence");
  const lines = section(text, "Statements");
  const at = lines.findIndex((line) => line.startsWith("DUH-12"));
  expect(lines[at + 1]).toBe(
    "  DeleteUploadHandler API, Notes 1: https://support.inforouter.com/api-docs/DeleteUploadHandler",
  );
  expect(lines.findIndex((line) => line.startsWith("CUH-07"))).toBe(1);
});

test("a rule of some editions names them with their titles and addresses", async () => {
  const text = await explained("inforouter.create-upload-handler.size-required");
  expect(section(text, "Editions")).toEqual([
    "judged by these, otherwise observed",
    "  2026-02  infoRouter API documentation of February 2026: https://support.inforouter.com/api-docs",
  ]);
});

test("a statement shows its sentence, its place and the rules that carry it", async () => {
  const text = await explained("duh-08");
  expect(text).toMatch(/^DUH-08\nMUST: /);
  expect(section(text, "Source")[0]).toBe("DeleteUploadHandler API, Notes 2");
  expect(text).toContain("inforouter.delete-upload-handler.guid-before-auth");
});

test("an operation shows its bindings, statements and rules, by its name alone or with its service", async () => {
  const text = await explained("deleteuploadhandler");
  expect(text).toMatch(/^DeleteUploadHandler\nof inforouter\n/);
  expect(section(text, "Over")).toEqual(["get, post, soap11"]);
  expect(text).toMatch(/MUST {4}guid-before-auth/);
  expect(await explained("tus/Delete")).toMatch(/^Delete\nof tus\n/);
});

test("a failure of the last report is found by its id, or the beginning of it", async () => {
  const cwd = await emptyFolder();
  await mkdir(join(cwd, "assay-report", "filtered"), { recursive: true });
  const failure = failureOf("get", { id: "0123456789ab" });
  const rule = ruleOf("guid-before-auth", { verdict: "fail", failures: [failure] });
  const report = reportOf([targetOf("acme", "violates", [rule])]);
  await writeFile(join(cwd, "assay-report", "report.json"), FORMATS.json.render(report, {}));
  // What cannot be read and was not asked for is in nobody's way.
  await writeFile(join(cwd, "assay-report", "filtered", "report.json"), "{");
  for (const id of ["0123456789ab", "0123"]) {
    const { code, stdout } = await assay(["explain", id], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("0123456789ab of acme");
    expect(stdout).toContain("> POST http://127.0.0.1:18080/srv.asmx/DeleteUploadHandler");
    expect(stdout).toContain(
      `again: assay replay ${join("assay-report", "report.json")} 0123456789ab --target acme`,
    );
  }
  const near = await assay(["explain", "0123456789ac"], { cwd });
  expect(near).toMatchObject({ code: 2 });
  expect(near.stderr).toContain('did you mean "0123456789ab"?');
});

test.each([
  ["DUH-8", "DUH-08"],
  ["DeleteUplodHandler", "DeleteUploadHandler"],
  ["guid-before-aut", "guid-before-auth"],
])("what is nothing of the kind is told with what is near: %s", async (name, near) => {
  const ended = await assay(["explain", name], { cwd: await emptyFolder() });
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toContain(`no rule, statement, operation or failure "${name}"`);
  expect(ended.stderr).toContain(`did you mean "${near}`);
});
