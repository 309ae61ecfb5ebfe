import { Command } from "commander";
import type { Rule } from "../model/rule.ts";
import { addFilterOptions, type FilterOptions } from "./filter-options.ts";
import { loadRules } from "./load-rules.ts";
import { print } from "./terminal.ts";

interface ListOptions extends FilterOptions {
  readonly json?: boolean;
  readonly generators?: boolean;
}

/** `assay list`: the rules, as a table or as JSON. */
export function listCommand(): Command {
  return addFilterOptions(
    new Command("list").description("list the rules, or the generators that rules can use"),
  )
    .option("--json", "print JSON")
    .option("--generators", "list the generators instead of the rules")
    .action(async (options: ListOptions) => {
      print(await (options.generators ? listGenerators(options) : listRules(options)));
    });
}

async function listRules(options: ListOptions): Promise<string> {
  const { rules } = await loadRules(options);
  if (options.json) return `${JSON.stringify(rules.map(publicRule), null, 2)}\n`;
  const rows = rules.map(({ id, level, statements, title }) => [
    id,
    level,
    statements.join(" "),
    title,
  ]);
  return `${table(rows)}\n${rules.length} rules\n`;
}

async function listGenerators(options: ListOptions): Promise<string> {
  const { vocabulary } = await loadRules({ ...(options.specs ? { specs: options.specs } : {}) });
  const all = [...vocabulary.generators.values()];
  if (options.json) {
    const plain = all.map(({ name, title, options: takes, table: rows }) => ({
      name,
      title,
      table: rows !== undefined,
      options: takes ?? null,
    }));
    return `${JSON.stringify(plain, null, 2)}\n`;
  }
  const rows = all.map(({ name, title, options: takes, table: tabular }) => [
    name,
    tabular ? "forAll, forEach" : "forAll",
    Object.keys(takes?.properties ?? {}).join(" "),
    title,
  ]);
  return `${table(rows)}\n`;
}

/** A rule as other programs may rely on it: what it is about, not how it is interpreted. */
function publicRule(rule: Rule): object {
  const { id, title, level, service, operation, statements, editions, notIn, source } = rule;
  const { bindings, needs, tags, faults, at } = rule;
  return {
    ...{ id, title, level, service, operation, statements },
    ...(editions && { editions }),
    ...(notIn && { notIn }),
    ...{ source, bindings, needs, tags, faults },
    ...{ file: at.file, line: at.line },
  };
}

/** Columns as wide as their widest cell, but for the last. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column < row.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
