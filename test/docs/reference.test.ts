import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command, Option } from "commander";
import { describe, expect, test } from "vitest";
import { FORMATS } from "../../reporters/registry.ts";
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import { program } from "../../src/cli/program.ts";
import { EXIT } from "../../src/judge/report/exit-code.ts";

const DOCS = join(import.meta.dirname, "..", "..", "docs");
const PAGE = join(DOCS, "reference.md");
const page = readFileSync(PAGE, "utf8");
/** The first cell of every line of a table. */
const cells = page
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) => (line.split("|")[1] ?? "").trim());

describe("docs/reference.md", () => {
  test("has every command with its arguments and options, as the command itself knows them", async () => {
    const begin = /<!-- commands: .* -->\n/.exec(page)?.[0] ?? "";
    const end = "<!-- /commands -->";
    const [before = ""] = page.split(begin);
    const [, after = ""] = page.split(end);
    const commands = (await program()).commands
      .flatMap((command) => [
        section(command),
        ...command.commands.map((below) => section(below, command.name())),
      ])
      .join("\n\n");
    await expect(`${before}${begin}\n${commands}\n\n${end}${after}`).toMatchFileSnapshot(PAGE);
  });

  test("has every exit code", () => {
    const codes = Object.values(EXIT).map(String);
    expect(cells.filter((cell) => /^\d+$/.test(cell))).toEqual(codes);
  });

  const { verdict, level, target, deviation, statement } = reportSchema.$defs;
  test.each([
    ["verdict", verdict.enum],
    ["level", level.enum],
    ["outcome", target.properties.outcome.enum],
    ["state of a deviation", deviation.properties.state.enum],
    ["verdict of a statement", wordsIn(statement.properties.verdict)],
  ])("has every %s that a report can hold", (_, words) => {
    expect(words).not.toEqual([]);
    for (const word of words) expect(cells, word).toContain(`\`${word}\``);
  });
});

test("docs/read-a-report.md has every format with its files", () => {
  const text = readFileSync(join(DOCS, "read-a-report.md"), "utf8");
  for (const [name, { file, also = [] }] of Object.entries(FORMATS)) {
    if (name === "json") continue;
    const files = [file, ...also.map((other) => other.file)]
      .map((each) => `\`${each}\``)
      .join(", ");
    expect(text).toMatch(
      new RegExp(`^\\| \`${name}\` +\\| ${files.replaceAll(".", "\\.")} +\\|`, "m"),
    );
  }
});

/** A command as its own `--help` says it; `above` is the command that it belongs to. */
function section(command: Command, above = ""): string {
  const words = command.registeredArguments.map((argument) => {
    const shown = `${argument.name().toUpperCase()}${argument.variadic ? "..." : ""}`;
    return argument.required ? shown : `[${shown}]`;
  });
  const rows = [
    ...command.registeredArguments.map((argument) => [
      `\`${argument.name().toUpperCase()}\``,
      argument.description,
    ]),
    ...command.options.map((option) => [`\`${option.flags}\``, told(option)]),
  ];
  return [
    `### assay ${[above, command.name(), ...words].filter(Boolean).join(" ")}`,
    "",
    `${capital(command.description())}.`,
    ...(rows.length > 0
      ? ["", "| | |", "| --- | --- |", ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`)]
      : []),
  ].join("\n");
}

function told({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const value = defaultValueDescription ?? defaultValue;
  return [
    description,
    ...(argChoices ? [`one of ${argChoices.join(", ")}`] : []),
    ...(value === undefined || value === true || value === false ? [] : [`default ${value}`]),
  ].join("; ");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Every word that stands in an enumeration somewhere in a schema. */
function wordsIn(schema: unknown): readonly string[] {
  if (schema === null || typeof schema !== "object") return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === "enum" || key === "const"
      ? [value as string | readonly string[]].flat()
      : wordsIn(value),
  );
}
