import stringWidth from "string-width";
import { expect, test } from "vitest";
import { operationLines, tableFitting } from "../../src/cli/list-words.ts";
import { loadRules } from "../../src/cli/load-rules.ts";
import { assay, emptyFolder } from "./assay.ts";

async function listed(...args: readonly string[]): Promise<string> {
  const ended = await assay(["list", ...args], { cwd: await emptyFolder() });
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  return ended.stdout;
}

test("rules of an operation fit the width, whatever it is, and none is lost", async () => {
  const { rules } = await loadRules({ operation: ["DeleteUploadHandler"] });
  for (const width of [60, 78, 120]) {
    const lines = operationLines(rules, width);
    expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
    expect(lines.filter((line) => /^(?:MUST|SHOULD|MAY) /.test(line))).toHaveLength(rules.length);
  }
});

test("the last cell of a table is wrapped beside the others", () => {
  const rows = [
    ["DUH-01", "MUST", "one two three four"],
    ["X", "MAY", "five"],
  ];
  expect(tableFitting(rows, 24)).toBe(
    ["DUH-01  MUST  one two", "              three four", "X       MAY   five"].join("\n"),
  );
});

test("without a terminal a rule is one line, with its whole id", async () => {
  const text = await listed("--statement", "DUH-08");
  expect(text.split("\n")[0]).toMatch(
    /^inforouter\.delete-upload-handler\.guid-before-auth {2}MUST {2}DUH-08 {2}A handler/,
  );
  expect(text).toContain("\n1 rule\n");
});

test("operations, statements and tags are listed, and as JSON", async () => {
  expect(await listed("--operations", "--service", "tus")).toMatch(/^tus\/Create +\d+ rules/);
  const operations = JSON.parse(await listed("--operations", "--json", "--service", "tus"));
  expect(operations).toContainEqual(
    expect.objectContaining({ service: "tus", operation: "Patch", bindings: ["rest"] }),
  );
  expect(await listed("--tags")).toMatch(/^race +\d+ rules$/m);
  const tags = JSON.parse(await listed("--tags", "--json"));
  expect(tags).toContainEqual({ tag: "race", rules: expect.arrayContaining([expect.any(String)]) });
});

test("statements are all of them, with why one is untested, or those of the selected rules", async () => {
  const all: readonly { id: string; rules: readonly string[]; untested?: string }[] = JSON.parse(
    await listed("--statements", "--json"),
  );
  for (const { rules, untested } of all) expect(rules.length > 0).toBe(untested === undefined);
  expect(all.some(({ untested }) => untested !== undefined)).toBe(true);
  const some: typeof all = JSON.parse(
    await listed("--statements", "--json", "--operation", "DeleteUploadHandler"),
  );
  expect(some.length).toBeLessThan(all.length);
  expect(some.map(({ id }) => id)).toContain("DUH-08");
});

test("two lists at once are refused", async () => {
  const ended = await assay(["list", "--statements", "--tags"], { cwd: await emptyFolder() });
  expect(ended).toMatchObject({ code: 2 });
});
