import { type Command, Option } from "commander";
import type { CasePlan } from "../model/case-plan.ts";
import type { Effort } from "../run/plan/plan-target.ts";
import { byteSize, duration } from "./number-option.ts";
import { readReport } from "./read-report.ts";

/** How much of all cases a run takes, as its options say it. */
export interface EffortOptions {
  readonly runs?: number;
  readonly time?: number;
  readonly thorough?: boolean;
  readonly plan?: string;
  readonly shard?: unknown;
  readonly bytes?: number;
}

/** Generated cases for each property, over all of its bindings, where there is time for all. */
const ALL_RUNS = 100;
/** A person waits that long. */
const DEFAULT_MS = 60_000;
/** Verdicts are worth a longer wait than repetition is; who says how long means it. */
const FOR_TABLES = 2;

/** Adds `--time`, `--bytes`, `--thorough` and `--plan`. */
export function addEffortOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--time <duration>",
        "leave out cases so that each target takes no longer: 60s, 10m (default: about a minute)",
      )
        .argParser(duration("--time"))
        .conflicts(["shard", "runs"]),
    )
    .addOption(
      new Option(
        "--bytes <size>",
        "leave out cases so that no more is sent to each target: 50MB (default: limits.runBytes, else all)",
      )
        .argParser(byteSize)
        .conflicts(["shard", "plan"]),
    )
    .addOption(
      new Option("--thorough", "take all cases over each binding, however long it takes").conflicts(
        ["time", "plan"],
      ),
    )
    .addOption(
      new Option(
        "--plan <n|report>",
        "take that many cases for each property, or as many as the run of that report.json",
      ).conflicts(["time", "runs"]),
    );
}

/** Generated cases for each property, where none is left out. */
export function runsOf({ runs }: EffortOptions): number {
  return runs ?? ALL_RUNS;
}

/** How hard a run tries, where no plan says it: shards of the same run say the same. */
export function effortWords(options: EffortOptions): string {
  return `${runsOf(options)} cases${isSpread(options) ? "" : " over each binding"}`;
}

/** Whoever says how many cases, or that he wants all, means each binding. */
export function isSpread({ runs, thorough }: EffortOptions): boolean {
  return runs === undefined && !thorough;
}

/**
 * What is taken of all cases. Shards, which must agree, and runs whose number of cases was given take
 * all; else what fits into the time.
 *
 * @throws UsageError for a report that cannot be read
 */
export async function effortOf(
  options: EffortOptions,
  vocabulary: Effort["vocabulary"],
): Promise<Effort> {
  const { time, plan, shard } = options;
  const spread = isSpread(options);
  const how = { vocabulary, spread };
  if (plan !== undefined) return { ...how, given: await givenPlan(plan) };
  if (time !== undefined) return { ...how, budget: { ms: time, stretch: 1 } };
  if (!spread || shard !== undefined) return how;
  return { ...how, budget: { ms: DEFAULT_MS, stretch: FOR_TABLES } };
}

async function givenPlan(text: string): Promise<(target: string) => CasePlan | undefined> {
  if (/^[1-9]\d*$/.test(text)) {
    const cases = Number(text);
    return () => ({ cases, of: Math.max(cases, ALL_RUNS), spread: true });
  }
  const { targets } = await readReport(text);
  const plans = new Map(targets.map(({ name, plan }) => [name, plan]));
  return (target) => {
    const plan = plans.get(target);
    if (!plan) return undefined;
    // What was measured then is not what is measured now.
    const { requestMs: _, allMs: __, ...rest } = plan;
    return rest;
  };
}
