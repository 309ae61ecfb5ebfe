import { bindingRules, ownRules } from "../../model/binding-rules.ts";
import type { ScopedDeviation } from "../../model/deviation.ts";
import type { OpenOperation, OpenOperations } from "../../model/open-operations.ts";
import type { Judged, RuleReport, StatementReport, TargetReport } from "../../model/report.ts";
import { mergeLinks } from "../../model/timing.ts";
import { judgeDeviations } from "../known/judge-deviations.ts";
import { withCauses } from "../report/causes.ts";
import { countJudged } from "../report/count-judged.ts";
import { countVerdicts } from "../report/count-verdicts.ts";
import { editionsOf } from "../report/editions-of.ts";
import { mergeCoverage } from "../report/merge-coverage.ts";
import { outcomeOf } from "../report/outcome-of.ts";
import { statementVerdict } from "../report/statement-reports.ts";
import { withConsequences } from "../report/with-consequences.ts";
import { mergeRules } from "./merge-rules.ts";
import { mergeTimings } from "./merge-timings.ts";

/** The length of `YYYY-MM-DD`. */
const DAY = 10;

/**
 * A target from what the shards of a run say of it, in their order.
 *
 * @param whole.missing which shards are missing, in words
 * @param whole.startedAt of the first shard: decides which deviations have expired
 */
export function mergeTargets(
  parts: readonly TargetReport[],
  whole: { readonly missing: string | undefined; readonly startedAt: string },
): TargetReport {
  const [first] = parts;
  if (!first) throw new Error("a target is in every shard");
  const entries = mergeDeviations(parts);
  const coverage = mergeCoverage(parts.flatMap((part) => part.coverage ?? []));
  const merged = withCauses(withConsequences(mergeRules(parts), coverage?.accepted));
  const judged = entries && judgeDeviations(merged, entries, whole.startedAt.slice(0, DAY));
  const rules = judged?.rules ?? merged;
  const operations = mergeOperations(parts);
  const judgedRules = judgedOf(first, rules);
  const outcome = outcomeOf({ rules, judged: judgedRules, operations, part: false });
  const reasons = [
    ...(whole.missing === undefined ? [] : [whole.missing]),
    ...speaking(parts).flatMap(({ reason }) => reason ?? []),
  ];
  const timings = mergeTimings(parts.map((part) => part.timings ?? []));
  const link = mergeLinks(parts.map((part) => part.link));
  const throttled = sum(parts.map((part) => part.throttled ?? 0));
  const logs = parts.flatMap((part) => part.launchLog ?? []);
  return {
    name: first.name,
    ...(first.description === undefined ? {} : { description: first.description }),
    outcome: whole.missing !== undefined && outcome !== "violates" ? "incomplete" : outcome,
    ...(reasons.length > 0 ? { reason: [...new Set(reasons)].join("; ") } : {}),
    requests: sum(parts.map(({ requests }) => requests)),
    ...bytesOf(parts),
    cases: sum(rules.map(({ cases }) => cases)),
    counts: countVerdicts(ownRules(rules)),
    judged: judgedRules,
    ...editionsOf(rules),
    statements: statementsOf(first, rules),
    rules,
    ...(judged ? { deviations: judged.deviations } : {}),
    ...(operations === undefined ? {} : { operations }),
    leftovers: parts.flatMap(({ leftovers }) => leftovers),
    ...(throttled > 0 ? { throttled } : {}),
    ...(logs.length > 0 ? { launchLog: logs.join("\n") } : {}),
    // The same in all shards: a plan that is made for each would not be.
    ...(first.plan === undefined ? {} : { plan: first.plan }),
    ...(coverage === undefined ? {} : { coverage }),
    ...(timings.length > 0 ? { timings } : {}),
    ...(link === undefined ? {} : { link }),
  };
}

/** Of a shard without a rule that applies it says just that, which is of no interest where others have one. */
function speaking(parts: readonly TargetReport[]): readonly TargetReport[] {
  const applying = parts.filter(({ rules }) =>
    rules.some(({ verdict }) => verdict !== "not-applicable"),
  );
  return applying.length > 0 ? applying : parts.filter(({ rules }) => rules.length > 0);
}

/** Of all shards, where all of them say it. */
function bytesOf(parts: readonly TargetReport[]): Pick<TargetReport, "bytesSent"> {
  const known = parts.flatMap(({ bytesSent }) => bytesSent ?? []);
  return known.length === parts.length ? { bytesSent: sum(known) } : {};
}

/**
 * The entries of a target's deviations file as far as the shards have their rules, in the order of
 * those; undefined without such a file. What becomes of them is up to all shards together.
 */
function mergeDeviations(parts: readonly TargetReport[]): readonly ScopedDeviation[] | undefined {
  const lists = parts.flatMap(({ deviations }) => (deviations ? [deviations] : []));
  if (lists.length === 0) return undefined;
  const byKey = new Map<string, ScopedDeviation>();
  for (const { state: _, ...entry } of lists.flat()) byKey.set(JSON.stringify(entry), entry);
  return [...byKey.values()].sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

/** The operations that some shard found not to be as targets.json has them, each once. */
function mergeOperations(parts: readonly TargetReport[]): OpenOperations | undefined {
  const known = parts.flatMap(({ operations }) => operations ?? []);
  if (known.length === 0) return undefined;
  return {
    notOffered: eachOnce(known.flatMap(({ notOffered }) => notOffered)),
    contradicted: eachOnce(known.flatMap(({ contradicted }) => contradicted)),
  };
}

function eachOnce(operations: readonly OpenOperation[]): readonly OpenOperation[] {
  const byName = new Map(operations.map((one) => [`${one.service} ${one.name}`, one]));
  return [...byName.values()];
}

/** What the filters left out is the same in every shard; what no shard has is in a missing one. */
function judgedOf({ judged }: TargetReport, rules: readonly RuleReport[]): Judged {
  const { all, unselected = 0, least } = judged;
  const elsewhere = Math.max(0, all - unselected - bindingRules(rules).length);
  return countJudged(rules, { unselected, elsewhere, least });
}

/** A statement that no rule here carries is untested for the same reason in every shard. */
function statementsOf(
  { statements }: TargetReport,
  rules: readonly RuleReport[],
): TargetReport["statements"] {
  return Object.fromEntries(
    Object.entries(statements).map(
      ([id, { level, text, source, reason }]): [string, StatementReport] => {
        const carried = rules.filter((rule) => rule.statements.includes(id));
        const untested = carried.length === 0;
        return [
          id,
          {
            ...(untested ? { verdict: "untested" } : statementVerdict(id, carried)),
            rules: carried.map((rule) => rule.id),
            ...(level === undefined ? {} : { level }),
            ...(text === undefined ? {} : { text }),
            ...(source === undefined ? {} : { source }),
            ...(untested && reason !== undefined ? { reason } : {}),
          },
        ];
      },
    ),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
