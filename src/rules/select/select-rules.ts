import { type Problem, UsageError } from "../../model/errors.ts";
import type { Level } from "../../model/level.ts";
import type { Rule, Specs } from "../../model/rule.ts";
import { didYouMean } from "../../schema/did-you-mean.ts";

/** Filters of the command line; within one any may match, between them all must. Empty: everything. */
export interface RuleFilter {
  readonly service?: readonly string[];
  readonly operation?: readonly string[];
  /** Globs over rule ids: `*.guid-*`; a plain id, or its last part, is one too. */
  readonly rule?: readonly string[];
  readonly statement?: readonly string[];
  readonly level?: readonly Level[];
  readonly tag?: readonly string[];
}

/**
 * The rules that a filter selects, in the order of their ids.
 *
 * @throws UsageError (`filter-unknown`) for a name that nothing has, or when nothing is left
 */
export function selectRules(specs: Specs, filter: RuleFilter): readonly Rule[] {
  const { rules } = specs;
  const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
  const problems = [
    ...unknown("service", filter.service, distinct(rules.map(({ service }) => service))),
    ...unknown("operation", filter.operation, distinct(rules.flatMap(operationNames))),
    ...unknown("statement", filter.statement, Object.keys(specs.statements)),
    ...unknown("tag", filter.tag, distinct(rules.flatMap(({ tags }) => tags))),
    ...(filter.rule ?? [])
      .filter((glob) => !rules.some(({ id }) => matchesGlob(id, glob)))
      .map((glob) => unknownRule(glob, rules)),
  ];
  if (problems.length > 0) throw new UsageError("filter-unknown", problems);
  const selected = rules.filter(
    (rule) =>
      among(filter.service, [rule.service]) &&
      amongCaseless(filter.operation, operationNames(rule)) &&
      among(filter.statement, rule.statements) &&
      among(filter.level, [rule.level]) &&
      among(filter.tag, rule.tags) &&
      (filter.rule === undefined || filter.rule.some((glob) => matchesGlob(rule.id, glob))),
  );
  if (selected.length === 0) {
    const message = "no rule matches all of the filters";
    throw new UsageError("filter-empty", [{ message, hint: "`assay list` shows all rules" }]);
  }
  return selected;
}

/**
 * Whether a rule id matches a glob: `*` stands for any text, `?` for one character. A glob without
 * a dot is matched with the last part of the id, so that `twice` finds `….delete-upload-handler.twice`. Not by a
 * regular expression, as libraries do it: many stars would take it for ever.
 */
export function matchesGlob(id: string, glob: string): boolean {
  const text = (glob.includes(".") ? id : id.slice(id.lastIndexOf(".") + 1)).toLowerCase();
  const wanted = glob.toLowerCase();
  let [at, next] = [0, 0];
  // Where the last `*` stands, and how much of the text it takes: only that one is ever made longer.
  let [star, taken] = [-1, 0];
  while (at < text.length) {
    if (wanted[next] === "*") {
      [star, taken] = [next++, at];
    } else if (wanted[next] === "?" || wanted[next] === text[at]) {
      at++;
      next++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++taken;
    } else return false;
  }
  while (wanted[next] === "*") next++;
  return next === wanted.length;
}

function unknownRule(glob: string, rules: readonly Rule[]): Problem {
  const ids = rules.map(({ id }) => id);
  // Without a dot it is held against the last part of ids.
  const whole = `${glob}.*`;
  if (!ids.some((id) => matchesGlob(id, whole))) return problem("rule", glob, ids);
  return { message: `no rule "${glob}"`, hint: `did you mean "${whole}"?` };
}

function among(wanted: readonly string[] | undefined, has: readonly string[]): boolean {
  return wanted === undefined || has.some((one) => wanted.includes(one));
}

/** Of several services the same name may be: `service/operation` is that of one. */
function operationNames({ service, operation }: Rule): readonly string[] {
  return [operation, `${service}/${operation}`];
}

function amongCaseless(wanted: readonly string[] | undefined, has: readonly string[]): boolean {
  const caseless = has.map((one) => one.toLowerCase());
  return wanted === undefined || wanted.some((one) => caseless.includes(one.toLowerCase()));
}

function unknown(
  what: string,
  wanted: readonly string[] | undefined,
  known: readonly string[],
): readonly Problem[] {
  const caseless = new Set(known.map((name) => name.toLowerCase()));
  return (wanted ?? [])
    .filter((name) => !caseless.has(name.toLowerCase()))
    .map((name) => problem(what, name, known));
}

function problem(what: string, name: string, known: readonly string[]): Problem {
  const guess = didYouMean(name, known);
  const hint = guess ? `did you mean "${guess}"?` : "`assay list` shows what is known";
  return { message: `no ${what} "${name}"`, hint };
}
