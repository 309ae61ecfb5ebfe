import type { Failure } from "../src/model/failure.ts";
import type { RuleReport } from "../src/model/report.ts";
import { brokenStatements } from "./broken-statements.ts";
import { causeKeys } from "./cause-keys.ts";
import { count } from "./text/count.ts";

/** A failure of a rule, one of those that share a cause. */
export interface CauseMember {
  readonly rule: RuleReport;
  readonly failure: Failure;
}

/** What probably is one mistake of a server, however many rules show it. */
export interface RootCause {
  /** The smallest case first; none where a rule failed and no evidence was kept. */
  readonly members: readonly CauseMember[];
  /** The rules that show it, each with its failures of this cause alone; rules and failures the smallest case first. */
  readonly rules: readonly RuleReport[];
  /** The statements that it breaks, in the order of the rules. */
  readonly statements: readonly string[];
  /** The operations that the rules are about. */
  readonly operations: readonly string[];
  /** What went wrong in one sentence, as the smallest case has it. It quotes the server. */
  readonly headline: string;
}

/**
 * Rules that fail, by what their failures have in common: one wrong text, whichever operations answer it; the
 * same answer of an operation to the same demand; a statement that is broken in the same way; what follows
 * from the failure of another rule. Ways to fail that no other rule shows stay together as one cause of their
 * rule. The widest cause comes first, otherwise the order is that of the rules. A failure that is known is left
 * out where others of its rule are not.
 *
 * @param rules that fail, also of several targets
 */
export function rootCauses(rules: readonly RuleReport[]): readonly RootCause[] {
  const members = rules.flatMap((rule) =>
    newOnes(rule).map((failure): CauseMember => ({ rule, failure })),
  );
  const bare = rules
    .filter(({ failures }) => failures.length === 0)
    .map((rule) => ({ first: rules.indexOf(rule), cause: withoutEvidence(rule) }));
  const found = ownTogether(joined(members)).map((group) => ({
    first: Math.min(...group.map(({ rule }) => rules.indexOf(rule))),
    cause: causeOf(group),
  }));
  return [...bare, ...found]
    .sort((a, b) => b.cause.rules.length - a.cause.rules.length || a.first - b.first)
    .map(({ cause }) => cause);
}

/** `8 rules, 6 statements`: how far a cause reaches. */
export function reach({ rules, statements }: RootCause): string {
  const ids = new Set(rules.map(({ id }) => id));
  return `${count(ids.size, "rule")}, ${count(statements.length, "statement")}`;
}

function newOnes({ failures }: RuleReport): readonly Failure[] {
  const fresh = failures.filter(({ known }) => !known);
  return fresh.length > 0 ? fresh : failures;
}

/** Members that share a key, with those that share one with them. */
function joined(members: readonly CauseMember[]): readonly (readonly CauseMember[])[] {
  const keys = causeKeys(members);
  const group = members.map((_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    while (group[at] !== at) at = group[at] ?? at;
    return at;
  };
  const first = new Map<string, number>();
  members.forEach((member, index) => {
    for (const key of keys(member)) {
      const other = first.get(key);
      if (other === undefined) first.set(key, index);
      else {
        const [a, b] = [rootOf(index), rootOf(other)];
        group[Math.max(a, b)] = Math.min(a, b);
      }
    }
  });
  return grouped(members, (_, index) => String(rootOf(index)));
}

/** Groups of one rule alone become one for each rule: its page tells them apart. */
function ownTogether(
  groups: readonly (readonly CauseMember[])[],
): readonly (readonly CauseMember[])[] {
  const shared = groups.filter((group) => ruleIds(group).size > 1);
  const own = groups.filter((group) => ruleIds(group).size === 1).flat();
  return [...shared, ...grouped(own, ({ rule }) => rule.id)];
}

function ruleIds(group: readonly CauseMember[]): ReadonlySet<string> {
  return new Set(group.map(({ rule }) => rule.id));
}

function grouped<T>(
  items: readonly T[],
  keyOf: (item: T, index: number) => string,
): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  items.forEach((item, index) => {
    const key = keyOf(item, index);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  });
  return [...groups.values()];
}

function causeOf(group: readonly CauseMember[]): RootCause {
  // Sorting is stable: of equals the first rule speaks.
  const members = [...group].sort(
    (a, b) =>
      Number(a.failure.consequenceOf !== undefined) -
        Number(b.failure.consequenceOf !== undefined) ||
      a.failure.steps.length - b.failure.steps.length ||
      sizeOf(a.failure) - sizeOf(b.failure),
  );
  const rules = [...new Set(members.map(({ rule }) => rule))].map((rule) => ({
    ...rule,
    failures: members.filter((member) => member.rule === rule).map(({ failure }) => failure),
  }));
  const [smallest] = members;
  const { operations, statements } = aboutOf(rules);
  const { expected = [], actual = "" } = smallest?.failure ?? {};
  const says = `expected ${expected.join("; ")}, got ${actual}`;
  return {
    ...{ members, rules, statements, operations },
    headline: `${operations.join(", ")}: ${says}`,
  };
}

function withoutEvidence(rule: RuleReport): RootCause {
  const about = aboutOf([rule]);
  const headline = `${rule.operation}: ${rule.reason ?? rule.title}`;
  return { members: [], rules: [rule], ...about, headline };
}

function aboutOf(rules: readonly RuleReport[]): Pick<RootCause, "operations" | "statements"> {
  return {
    operations: [...new Set(rules.map(({ operation }) => operation))],
    statements: [...new Set(rules.flatMap((rule) => brokenStatements(rule)))],
  };
}

function sizeOf({ counterexample }: Failure): number {
  return JSON.stringify(counterexample).length;
}
