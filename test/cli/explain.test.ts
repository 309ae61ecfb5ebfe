import { expect, test } from "vitest";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
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
