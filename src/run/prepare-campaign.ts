import type { Binding } from "../model/binding.ts";
import type { Rule, Specs } from "../model/rule.ts";
import type { ServiceName, Target } from "../model/target.ts";
import type { UnitVerdict } from "../model/unit.ts";
import { bindingSets } from "../rules/plan-units.ts";
import type { Campaign, Unit } from "./campaign.ts";
import { LaunchError } from "./launch.ts";
import { openTarget } from "./open-target.ts";
import { preflight } from "./preflight.ts";
import { SetUpError } from "./sessions.ts";
import { type StartedTarget, startTarget } from "./start-target.ts";

export interface CampaignPlan {
  readonly specs: Specs;
  readonly rules: readonly Rule[];
  readonly targets: readonly Target[];
  /** Bindings to judge over; all when undefined. */
  readonly bindings?: readonly Binding[];
  readonly seed: number;
  /** Generated cases for each property. */
  readonly runs: number;
  readonly tag: string;
}

/** A campaign whose servers run. */
export interface PreparedCampaign {
  readonly campaign: Campaign;
  /** Verdicts of rules whose service cannot be judged. */
  readonly unreachable: readonly UnitVerdict[];
  /** By target: why it, or a service of it, cannot be judged. */
  readonly reasons: ReadonlyMap<string, string>;
  /** Stops every server that was started for it. */
  stop(): Promise<void>;
}

/**
 * Starts what has to be started, looks whether each service can be reached, and lays out the units.
 * A target that cannot be judged gets a reason; only a wrong option of the built-in server rejects.
 */
export async function prepareCampaign(plan: CampaignPlan): Promise<PreparedCampaign> {
  const started: StartedTarget[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((one) => one.stop()));
  };
  const targets: Target[] = [];
  const units: Unit[] = [];
  const unreachable: UnitVerdict[] = [];
  const reasons = new Map<string, string>();
  try {
    for (const target of plan.targets) {
      const prepared = await prepareTarget(target, plan, started);
      targets.push(prepared.target);
      const [first] = Object.values(prepared.unreachable);
      if (first !== undefined) reasons.set(target.name, first);
      for (const rule of plan.rules) {
        const reason = prepared.unreachable[rule.service];
        for (const bindings of bindingSets(rule, plan.bindings)) {
          const unit: Unit = { target: target.name, rule: rule.id, bindings };
          if (reason === undefined) units.push(unit);
          else unreachable.push(unjudged(unit, reason));
        }
      }
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const { specs, rules, seed, runs, tag } = plan;
  const campaign = { targets, operations: specs.operations, rules, units, seed, runs, tag };
  return { campaign, unreachable, reasons, stop };
}

interface PreparedTarget {
  readonly target: Target;
  readonly unreachable: Partial<Record<ServiceName, string>>;
}

async function prepareTarget(
  target: Target,
  { specs, rules, seed, tag }: CampaignPlan,
  started: StartedTarget[],
): Promise<PreparedTarget> {
  try {
    const running = await startTarget(target);
    started.push(running);
    const options = { target: running.target, operations: specs.operations, seed, tag };
    const open = await openTarget(options);
    try {
      const unreachable: Partial<Record<ServiceName, string>> = {};
      for (const service of new Set(rules.map((rule) => rule.service))) {
        if (!running.target.services[service]) continue;
        const outcome = await preflight(open, service);
        if (!outcome.ok) unreachable[service] = open.secrets.redact(outcome.reason);
      }
      return { target: running.target, unreachable };
    } finally {
      await open.close();
    }
  } catch (error) {
    if (!(error instanceof LaunchError || error instanceof SetUpError)) throw error;
    const reason = error.message;
    return { target, unreachable: { inforouter: reason, apidatatools: reason } };
  }
}

function unjudged({ target, rule, bindings }: Unit, reason: string): UnitVerdict {
  return {
    target,
    rule,
    binding: bindings.join("+"),
    verdict: "inconclusive",
    reason,
    cases: 0,
    requests: 0,
    durationMs: 0,
    failures: [],
    observed: null,
    alternatives: {},
  };
}
