import { Command, Option } from "commander";
import { count } from "../../reporters/text/count.ts";
import type { Rule, Specs } from "../model/rule.ts";
import { bindingsOf, byOperation } from "./explain-others.ts";
import { addFilterOptions, type FilterOptions } from "./filter-options.ts";
import { operationLines, table, tableFitting } from "./list-words.ts";
import { loadRules } from "./load-rules.ts";
import { isRead, print, terminalWidth } from "./terminal.ts";

interface ListOptions extends FilterOptions {
  readonly json?: boolean;
  readonly generators?: boolean;
  readonly operations?: boolean;
  readonly statements?: boolean;
  readonly tags?: boolean;
}

/** What can be listed instead of rules. */
const OTHERS = ["generators", "operations", "statements", "tags"] as const;

/** `assay list`: the rules by operation, or what else rule files have, as text or as JSON. */
export function listCommand(): Command {
  const command = addFilterOptions(
    new Command("list").description(
      "list the rules by operation (one a line, with their ids, where the output is no terminal), or their operations, statements or tags, or the generators that they can use",
    ),
  ).option("--json", "print JSON");
  for (const name of OTHERS) {
    const others = OTHERS.filter((other) => other !== name);
    command.addOption(
      new Option(`--${name}`, `list the ${name} instead of the rules`).conflicts([...others]),
    );
  }
  return command.action(async (options: ListOptions) => print(await listed(options)));
}

async function listed(options: ListOptions): Promise<string> {
  if (options.generators) return listGenerators(options);
  const { specs, rules } = await loadRules(options);
  if (options.operations) return told(operationRows(rules), options);
  if (options.statements) return told(statementRows(rules, specs, isFiltered(options)), options);
  if (options.tags) return told(tagRows(rules), options);
  if (options.json) return `${JSON.stringify(rules.map(publicRule), null, 2)}\n`;
  const n = `${count(rules.length, "rule")}\n`;
  return isRead() ? `${grouped(rules)}\n${n}` : `${table(rules.map(ruleRow))}\n${n}`;
}

function ruleRow({ id, level, statements, title }: Rule): readonly string[] {
  return [id, level, statements.join(" "), title];
}

/** Rules below the name of their operation, as wide as the terminal. */
function grouped(rules: readonly Rule[]): string {
  return byOperation(rules)
    .map(({ service, operation, rules: own }) => {
      const [first] = own;
      const prefix = first ? first.id.slice(0, first.id.lastIndexOf(".") + 1) : "";
      const lines = operationLines(own, terminalWidth() - 2).map((line) => `  ${line}`);
      const head = `${service}/${operation}, ${count(own.length, "rule")} ${prefix}*`;
      return `${head}\n${lines.join("\n")}\n`;
    })
    .join("\n");
}

/** What is listed beside rules: as a table, and as data. */
interface Listed {
  readonly rows: readonly (readonly string[])[];
  readonly data: readonly object[];
  readonly noun: string;
}

function told({ rows, data, noun }: Listed, { json }: ListOptions): string {
  if (json) return `${JSON.stringify(data, null, 2)}\n`;
  const text = isRead() ? tableFitting(rows, terminalWidth()) : table(rows);
  return `${text}\n${count(data.length, noun)}\n`;
}

function operationRows(rules: readonly Rule[]): Listed {
  const data = byOperation(rules).map(({ service, operation, rules: own }) => ({
    ...{ service, operation, rules: own.length },
    bindings: bindingsOf(own),
    statements: [...new Set(own.flatMap(({ statements }) => statements))].sort(),
  }));
  const rows = data.map(({ service, operation, rules: n, statements, bindings }) => [
    `${service}/${operation}`,
    count(n, "rule"),
    count(statements.length, "statement"),
    bindings.join(", "),
  ]);
  return { rows, data, noun: "operation" };
}

/** With filters those that the selected rules carry; else all, also what no rule carries. */
function statementRows(
  rules: readonly Rule[],
  { statements, untested }: Specs,
  onlyCarried: boolean,
): Listed {
  const carried = new Map<string, string[]>();
  for (const { id, statements: ids } of rules) {
    for (const one of ids) carried.set(one, [...(carried.get(one) ?? []), id]);
  }
  const data = Object.values(statements)
    .filter(({ id }) => !onlyCarried || carried.has(id))
    .map(({ id, level, text, where, document }) => ({
      ...{ id, level, text, where, document: document?.title },
      rules: carried.get(id) ?? [],
      ...(carried.has(id) ? {} : { untested: untested[id] ?? "no rule carries it" }),
    }));
  const rows = data.map((one) => {
    const why = one.untested === undefined ? "" : ` (untested: ${one.untested})`;
    return [one.id, one.level, count(one.rules.length, "rule"), `${one.text}${why}`];
  });
  return { rows, data, noun: "statement" };
}

function tagRows(rules: readonly Rule[]): Listed {
  const tags = [...new Set(rules.flatMap((rule) => rule.tags))].sort();
  const data = tags.map((tag) => ({
    tag,
    rules: rules.filter((rule) => rule.tags.includes(tag)).map(({ id }) => id),
  }));
  return {
    rows: data.map(({ tag, rules: ids }) => [tag, count(ids.length, "rule")]),
    data,
    noun: "tag",
  };
}

function isFiltered(options: ListOptions): boolean {
  const { service, operation, rule, statement, level, tag } = options;
  return [service, operation, rule, statement, level, tag].some((filter) => filter !== undefined);
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
