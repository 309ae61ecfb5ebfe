import { visible } from "../../reporters/text/visible.ts";
import { wrap } from "../../reporters/text/wrap.ts";
import { BINDINGS, type Binding } from "../model/binding.ts";
import type { Rule, Specs, Statement } from "../model/rule.ts";
import { operationLines } from "./list-words.ts";

/** An operation with its rules. */
export interface OperationRules {
  readonly service: string;
  readonly operation: string;
  readonly rules: readonly Rule[];
}

/** The operations of that name, `NAME` or `SERVICE/NAME` in whatever letter case; several services may have one. */
export function operationsNamed(name: string, rules: readonly Rule[]): readonly OperationRules[] {
  return byOperation(rules).filter(({ service, operation }) =>
    [operation, `${service}/${operation}`].some((one) => one.toLowerCase() === name.toLowerCase()),
  );
}

/** Rules by their operations, in the order of the rules. */
export function byOperation(rules: readonly Rule[]): readonly OperationRules[] {
  const groups = new Map<string, { service: string; operation: string; rules: Rule[] }>();
  for (const rule of rules) {
    const { service, operation } = rule;
    const key = `${service}/${operation}`;
    const group = groups.get(key);
    if (group) group.rules.push(rule);
    else groups.set(key, { service, operation, rules: [rule] });
  }
  return [...groups.values()];
}

/** The bindings that any of the rules is about, in their usual order. */
export function bindingsOf(rules: readonly Rule[]): readonly Binding[] {
  return BINDINGS.filter((binding) => rules.some(({ bindings }) => bindings.includes(binding)));
}

/** A sentence of the documents, where it stands, and the rules that carry it. Ends with a line feed. */
export function explainStatement(
  { id, level, text, where, document, editions, notIn, services }: Statement,
  rules: readonly Rule[],
  { untested }: Pick<Specs, "untested">,
  width: number,
): string {
  const place = [document?.title, where].filter(Boolean).join(", ");
  const why = untested[id];
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["Source", [place, document?.url ?? ""]],
    ["Editions", editions ? [editions.join(", ")] : notIn ? [`all but ${notIn.join(", ")}`] : []],
    ["Services", services ? [services.join(", ")] : []],
    [
      `Rules (${rules.length})`,
      rules.length > 0
        ? rules.flatMap((rule) => ruleLines(rule, width - 2))
        : wrap(why === undefined ? "none carries it" : `none: ${why}`, width - 2),
    ],
  ];
  return written(`${id}\n${wrap(`${level}: ${text}`, width).join("\n")}`, sections);
}

/** An operation: how it can be called, which statements its rules carry, and the rules. Ends with a line feed. */
export function explainOperation(
  { service, operation, rules }: OperationRules,
  width: number,
): string {
  const bindings = bindingsOf(rules);
  const statements = [...new Set(rules.flatMap((rule) => rule.statements))].sort();
  return written(`${operation}\nof ${service}`, [
    ["Over", [bindings.join(", ")]],
    [`Statements (${statements.length})`, wrap(statements.join(" "), width - 2)],
    [`Rules (${rules.length})`, operationLines(rules, width - 2)],
  ]);
}

function ruleLines({ id, level, title }: Rule, width: number): readonly string[] {
  return [`${level.padEnd(6)}  ${visible(id)}`, ...wrap(title, width - 8).map(indent8)];
}

function indent8(line: string): string {
  return `${" ".repeat(8)}${line}`;
}

function written(
  head: string,
  sections: readonly (readonly [string, readonly string[]])[],
): string {
  const body = sections
    .map(([title, lines]) => [title, lines.filter((line) => line !== "")] as const)
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${title}\n${lines.map((line) => `  ${line}`).join("\n")}`);
  return `${[head, ...body].join("\n\n")}\n`;
}
