import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Generator } from "../../generators/generator.ts";
import { BUILT_IN_GENERATORS } from "../../generators/registry.ts";
import { FAULTS } from "../../reference/faults.ts";
import rulesSchema from "../../specs/schema/rules.schema.json" with { type: "json" };
import { packageRoot } from "../../src/config/files/package-root.ts";
import { readSpecs } from "../../src/config/files/read-specs.ts";
import { PRINCIPAL_NAMES } from "../../src/rules/check/principal-names.ts";
import { predefinedNames, referencesTo } from "../../src/rules/source/known-names.ts";
import { BUILT_IN, compiled } from "./built-in-specs.ts";
import { EXPRESSIONS, GRAMMAR, MATCHERS } from "./grammar-words.ts";

const guide = readFileSync(join(packageRoot(), "docs/write-a-rule.md"), "utf8");
/** What stands in backticks or in an example. */
const code = [...guide.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([text]) => text).join("\n");
const has = (word: string) =>
  new RegExp(`(?<![\\w-])${word.replace(/[.$]/g, "\\$&")}(?![\\w-])`).test(code);

const SERVICES = Object.values(BUILT_IN.services);

test.each([
  ["checks", Object.keys(GRAMMAR.checks.properties)],
  ["matchers", MATCHERS],
  ["expressions", EXPRESSIONS],
  ["keys of a rule", Object.keys(GRAMMAR.rule.properties)],
  ["keys of a file", Object.keys(rulesSchema.properties)],
  ["keys of steps", GRAMMAR.step.oneOf.flatMap(({ properties }) => Object.keys(properties))],
  ["predefined names", SERVICES.flatMap((service) => referencesTo(predefinedNames(service)))],
  ["principals", PRINCIPAL_NAMES],
  ["capabilities", SERVICES.flatMap(({ capabilities }) => Object.keys(capabilities))],
  ["kinds of error", SERVICES.flatMap(({ errors = [] }) => errors.map(({ name }) => name))],
])("the guide has all %s", (_, words) => {
  expect(words.filter((word) => !has(word))).toEqual([]);
});

test("the guide has every generator with its options", () => {
  const begin = "<!-- generators: checked by test/specs/guide.test.ts -->\n";
  const [, rest = ""] = guide.split(begin);
  const [shown = ""] = rest.split("<!-- /generators -->");
  const squeezed = shown.replace(/ +/g, " ").replace(/-{2,}/g, "---").trim();
  expect(squeezed).toBe(
    [
      "| generator | table | options |",
      "| --- | --- | --- |",
      ...BUILT_IN_GENERATORS.map(row),
    ].join("\n"),
  );
});

test("the files that the guide shows are good rule files", () => {
  const blocks = [...guide.matchAll(/```yaml[^\n]*\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
  const files = blocks
    .filter((text) => text.startsWith("# yaml-language-server"))
    .map((text, index) => ({ path: `my-rules/${index}.yaml`, text }));
  expect(files.length).toBe(4);
  const applied = blocks.find((text) => text.startsWith("uses:")) ?? "";
  const [rules] = files.filter(({ text }) => text.includes("rules:\n"));
  const withUse = files.map((file) =>
    file === rules
      ? { ...file, text: file.text.replace("\nrules:", `\n${applied}\nrules:`) }
      : file,
  );
  const specs = compiled([...readSpecs([], packageRoot()), ...withUse]);
  const own = specs.rules.filter(({ id }) => id.includes(".my-"));
  expect(own.map(({ id }) => id)).toEqual([
    "inforouter.delete-upload-handler.my-bad-ticket-harms-nothing",
    "inforouter.delete-upload-handler.my-http-200",
  ]);
  const faults: readonly string[] = FAULTS.map(({ name }) => name);
  const claimed = own.flatMap((rule) => rule.faults);
  expect(claimed).not.toEqual([]);
  expect(claimed.filter((fault) => !faults.includes(fault))).toEqual([]);
});

function row({ name, options, table }: Generator): string {
  const shown = Object.entries(options?.properties ?? {}).map(
    ([option, { default: value, enum: of }]) => {
      const choice = of ? ` (${of.join(", ")})` : "";
      return `\`${option}\`${value === undefined ? "" : ` = ${JSON.stringify(value)}`}${choice}`;
    },
  );
  return `| \`${name}\` | ${table ? "yes" : "no"} | ${shown.join("; ") || "none"} |`;
}
