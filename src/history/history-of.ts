import type { Timing } from "../model/timing.ts";
import { breaksOf, circumstances } from "./breaks-of.ts";
import type {
  History,
  Point,
  RuleHistory,
  Standing,
  TargetHistory,
  TimingTrend,
} from "./history.ts";
import type { KeptRule, KeptRun, KeptTarget } from "./kept-run.ts";

/** A target in a run, with the run. */
interface Judging {
  readonly row: KeptRun;
  readonly run: number;
  readonly target: KeptTarget;
}

/**
 * What came of some runs: for each target how its counts went, when each rule broke and was mended, and
 * how long its answers took. Pure.
 *
 * @param runs the oldest first
 */
export function historyOf(runs: readonly KeptRun[]): History {
  const names = new Set(runs.flatMap(({ targets }) => targets.map(({ name }) => name)));
  return {
    runs,
    targets: [...names].sort().map((name) => targetHistory(name, judgingsOf(name, runs))),
  };
}

function judgingsOf(name: string, runs: readonly KeptRun[]): readonly Judging[] {
  return runs.flatMap((row, run) =>
    row.targets.flatMap((target) => (target.name === name ? { row, run, target } : [])),
  );
}

function targetHistory(name: string, judgings: readonly Judging[]): TargetHistory {
  return {
    name,
    points: judgings.map((judging, at) => pointOf(judging, judgings[at - 1])),
    troubled: troubledRules(judgings),
    timings: timingTrends(judgings.map(({ target }) => target.timings ?? [])),
  };
}

function pointOf({ row, run, target }: Judging, before: Judging | undefined): Point {
  const { outcome, rules, judged } = target;
  const counts: Partial<Record<Standing, number>> = {};
  for (const rule of rules) {
    const standing = standingOf(rule);
    counts[standing] = (counts[standing] ?? 0) + 1;
  }
  const hold = rules.filter(({ level, verdict }) => level === "MUST" && verdict === "pass").length;
  const must = { hold, judged: judged.must, all: judged.all };
  const { startedAt, complete } = row.run;
  const alsoChanged = before ? circumstances(before.row, row) : [];
  return { run, startedAt, outcome, counts, must, judged, complete, alsoChanged };
}

function standingOf(rule: KeptRule | undefined): Standing {
  if (!rule) return "absent";
  const { level, verdict, known } = rule;
  if (verdict !== "fail") return verdict;
  if (known) return "known";
  return level === "MUST" ? "violated" : "warning";
}

function troubledRules(judgings: readonly Judging[]): readonly RuleHistory[] {
  const byRun = judgings.map(({ target }) => new Map(target.rules.map((rule) => [rule.id, rule])));
  const ids = new Set(
    judgings.flatMap(({ target }) =>
      target.rules
        .filter(({ verdict, flaky }) => verdict === "fail" || flaky === true)
        .map(({ id }) => id),
    ),
  );
  const rows = judgings.map(({ row }) => row);
  return [...ids]
    .sort()
    .map((id) => ruleHistory(id, { rules: byRun.map((rules) => rules.get(id)), rows }))
    .sort((a, b) => Number(b.isBroken) - Number(a.isBroken));
}

function ruleHistory(
  id: string,
  { rules, rows }: { rules: readonly (KeptRule | undefined)[]; rows: readonly KeptRun[] },
): RuleHistory {
  const standings = rules.map(standingOf);
  const breaks = breaksOf(standings, rows);
  const flakyRuns = rules.filter((rule) => rule?.flaky).length;
  const last = rules.findLast((rule) => rule !== undefined);
  return {
    id,
    title: rules.findLast((rule) => rule?.title !== undefined)?.title ?? id,
    level: last?.level ?? "MUST",
    standings,
    breaks,
    flakyRuns,
    isFlaky: flakyRuns > 0 || breaks.length > 1,
    isBroken: breaks.at(-1)?.mended === null,
  };
}

/**
 * The timings of some runs, run by run for each operation over each binding.
 *
 * @param runs what each run measured of a target, the oldest first; empty where it measured nothing
 */
function timingTrends(runs: readonly (readonly Timing[])[]): readonly TimingTrend[] {
  const byRun = runs.map((timings) => new Map(timings.map((timing) => [keyOf(timing), timing])));
  const all = new Map(byRun.flatMap((timings) => [...timings]));
  return [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { service, operation, binding }]) => ({
      ...{ service, operation, binding },
      medians: byRun.map((timings) => timings.get(key)?.medianMs ?? null),
      p95s: byRun.map((timings) => timings.get(key)?.p95Ms ?? null),
    }));
}

function keyOf({ service, operation, binding }: Timing): string {
  return `${service}/${operation} ${binding}`;
}
