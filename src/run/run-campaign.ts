import type { JudgedTarget } from "../judge/build-report.ts";
import { mergeCoverage } from "../judge/merge-coverage.ts";
import type { Target } from "../model/target.ts";
import type { UnitVerdict } from "../model/unit.ts";
import type { TargetStats } from "./campaign.ts";
import { type CampaignPlan, prepareCampaign } from "./prepare-campaign.ts";
import { runSuites } from "./run-suites.ts";

export interface CampaignOptions extends CampaignPlan {
  /** Aborting it ends the run early, with what was judged until then. */
  readonly signal: AbortSignal;
  /** Ends the run once so many rules failed over a binding. */
  readonly maxFailures?: number;
  /** Where Allure results go, if they are wanted. */
  readonly allureDir?: string;
  /** Told when the plan stands: how many verdicts there will be. */
  readonly onPlan: (units: number) => void;
  readonly onVerdict: (verdict: UnitVerdict) => void;
}

export interface CampaignResult {
  readonly verdicts: readonly UnitVerdict[];
  readonly targets: readonly JudgedTarget[];
  readonly complete: boolean;
  /** Bugs of the tool that came up. */
  readonly errors: readonly string[];
}

/**
 * Judges targets: prepares the campaign, runs the suites, and stops every server again. What the
 * network or a server does never rejects.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const verdicts: UnitVerdict[] = [];
  const stats: TargetStats[] = [];
  const enough = new AbortController();
  const signal = AbortSignal.any([options.signal, enough.signal]);
  let failed = 0;
  const onVerdict = (verdict: UnitVerdict): void => {
    verdicts.push(verdict);
    options.onVerdict(verdict);
    if (verdict.verdict === "fail") failed++;
    if (options.maxFailures !== undefined && failed >= options.maxFailures) enough.abort();
  };

  const { campaign, unreachable, reasons, stop } = await prepareCampaign(options);
  try {
    options.onPlan(campaign.units.length + unreachable.length);
    unreachable.forEach(onVerdict);
    const events = { onVerdict, onStats: (one: TargetStats) => void stats.push(one) };
    const run =
      campaign.units.length === 0 || signal.aborted
        ? { errors: [], complete: !signal.aborted }
        : await runSuites(campaign, events, {
            signal,
            ...(options.allureDir === undefined ? {} : { allureDir: options.allureDir }),
          });
    const targets = options.targets.map((target) =>
      judgedTarget(target, { stats, verdicts, reason: reasons.get(target.name) }),
    );
    return { verdicts, targets, ...run };
  } finally {
    await stop();
  }
}

function judgedTarget(
  { name, description }: Target,
  seen: {
    readonly stats: readonly TargetStats[];
    readonly verdicts: readonly UnitVerdict[];
    readonly reason: string | undefined;
  },
): JudgedTarget {
  const own = seen.stats.filter((one) => one.target === name);
  const ofCases = seen.verdicts.filter((verdict) => verdict.target === name);
  const coverage = mergeCoverage(own.map((one) => one.coverage));
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  return {
    name,
    ...(description === undefined ? {} : { description }),
    // An interrupted suite tells no stats; the requests of its cases are known all the same.
    requests: Math.max(
      sum(own.map(({ requests }) => requests)),
      sum(ofCases.map(({ requests }) => requests)),
    ),
    bytesSent: sum(own.map(({ bytesSent }) => bytesSent)),
    leftovers: own.flatMap(({ leftovers }) => leftovers),
    ...(coverage === undefined ? {} : { coverage }),
    ...(seen.reason === undefined ? {} : { reason: seen.reason }),
  };
}
