import { type Secret, secretsOf } from "../../config/targets/secrets-of.ts";
import type { JudgedTarget } from "../../judge/report/build-report.ts";
import { mergeCoverage } from "../../judge/report/merge-coverage.ts";
import type { CasePlan } from "../../model/case-plan.ts";
import type { Target } from "../../model/target.ts";
import { mergeLinks } from "../../model/timing.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { launchLog } from "../target/launch-log.ts";
import { servicesOf } from "../target/services-of.ts";
import type { Campaign, TargetStats } from "./campaign.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import type { Engine } from "./engine.ts";
import { openOperations } from "./open-operations.ts";
import { prepareCampaign } from "./prepare-campaign.ts";
import type { TargetLook } from "./prepare-target.ts";
import { redactVerdict } from "./redact-report.ts";

export interface CampaignOptions extends CampaignPlan {
  /** Aborting it ends the run early, with what was judged until then. */
  readonly signal: AbortSignal;
  /** Ends the run once so many rules failed over a binding. */
  readonly maxFailures?: number;
  /** Failures that are known do not count among them. */
  readonly excuses?: (verdict: UnitVerdict) => boolean;
  /** Judges the units. */
  readonly engine: Engine;
  /** Told when the plan stands: how many verdicts there will be, and of which targets not all cases are taken. */
  readonly onPlan: (units: number, plans: NonNullable<Campaign["plans"]>) => void;
  /** Told when a verdict falls, without the secrets that are known until then. */
  readonly onVerdict: (verdict: UnitVerdict) => void;
}

export interface CampaignResult {
  readonly verdicts: readonly UnitVerdict[];
  readonly targets: readonly JudgedTarget[];
  readonly complete: boolean;
  /** Everything that the report must not show: a server may tell what it heard in another suite. */
  readonly secrets: readonly Secret[];
  /** Bugs of the tool that came up. */
  readonly errors: readonly string[];
  /** What this machine refused. */
  readonly refused?: readonly string[];
}

/**
 * Judges targets: prepares the campaign, lets the engine judge it, and stops every server again. What the
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
    options.onVerdict(redactVerdict(verdict, known));
    if (verdict.verdict === "fail" && !options.excuses?.(verdict)) failed++;
    if (options.maxFailures !== undefined && failed >= options.maxFailures) enough.abort();
  };

  const { campaign, unreachable, reasons, looks, secrets, log, stop } =
    await prepareCampaign(options);
  const { services } = options.specs;
  const known = [...options.targets.flatMap((target) => secretsOf(target, services)), ...secrets];
  try {
    const { plans = {} } = campaign;
    options.onPlan(campaign.units.length + unreachable.length, plans);
    unreachable.forEach(onVerdict);
    const events = { onVerdict, onStats: (one: TargetStats) => void stats.push(one) };
    const run =
      campaign.units.length === 0 || signal.aborted
        ? { errors: [], complete: !signal.aborted }
        : await options.engine(campaign, events, { signal });
    const targets = options.targets.map((target) =>
      judgedTarget(target, {
        stats,
        verdicts,
        reason: reasons.get(target.name),
        look: looks.get(target.name),
        plan: plans[target.name],
        log: log(target.name),
        declared: secretsOf(target, options.specs.services),
      }),
    );
    const issued = stats.flatMap((one) => one.issued ?? []);
    return { verdicts, targets, secrets: [...secrets, ...issued], ...run };
  } finally {
    await stop();
  }
}

function judgedTarget(
  target: Target,
  seen: {
    readonly log: string;
    readonly declared: readonly Secret[];
    readonly stats: readonly TargetStats[];
    readonly verdicts: readonly UnitVerdict[];
    readonly reason: string | undefined;
    readonly look: TargetLook | undefined;
    readonly plan: CasePlan | undefined;
  },
): JudgedTarget {
  const { name, description } = target;
  const { look } = seen;
  const own = seen.stats.filter((one) => one.target === name);
  const ofCases = seen.verdicts.filter((verdict) => verdict.target === name);
  const coverage = mergeCoverage(own.map((one) => one.coverage));
  const link = mergeLinks(own.map((one) => one.link));
  // Each suite tells the tickets that it got.
  const issued = own.some((one) => one.issued) ? own.flatMap((one) => one.issued ?? []) : undefined;
  const log = launchLog({ ...seen, verdicts: ofCases, issued });
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  return {
    name,
    services: servicesOf(target),
    ...(description === undefined ? {} : { description }),
    // An interrupted suite tells no stats; the requests of its cases are known all the same.
    requests:
      (look?.requests ?? 0) +
      Math.max(
        sum(own.map(({ requests }) => requests)),
        sum(ofCases.map(({ requests }) => requests)),
      ),
    bytesSent: (look?.bytesSent ?? 0) + sum(own.map(({ bytesSent }) => bytesSent)),
    throttled: sum(own.map(({ throttled }) => throttled)),
    leftovers: [...(look?.leftovers ?? []), ...own.flatMap(({ leftovers }) => leftovers)],
    ...openOperations(look?.operations),
    ...(coverage === undefined ? {} : { coverage }),
    timings: own.flatMap((one) => one.timings),
    ...(link === undefined ? {} : { link }),
    ...(seen.plan === undefined ? {} : { plan: seen.plan }),
    ...(seen.reason === undefined ? {} : { reason: seen.reason }),
    ...(log === undefined ? {} : { launchLog: log }),
  };
}
