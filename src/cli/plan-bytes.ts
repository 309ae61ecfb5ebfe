import type { BytePlan } from "../model/case-plan.ts";
import { UsageError } from "../model/errors.ts";
import type { Target } from "../model/target.ts";
import type { CampaignPlan } from "../run/campaign/campaign-plan.ts";
import { rehearse } from "../run/campaign/rehearse.ts";
import { planByBytes, type Rehearsal } from "../run/plan/plan-by-bytes.ts";
import type { Effort } from "../run/plan/plan-target.ts";
import type { EffortOptions } from "./effort-option.ts";

/**
 * How the bytes of a run are planned: those of a target that allows any number are not.
 *
 * @param plan what is judged, of which each target is rehearsed by itself
 * @throws UsageError (`bytes-of-a-shard`) for a shard without a plan: each would plan another run
 */
export function planBytesOf(
  plan: CampaignPlan,
  { vocabulary, spread: isSpread }: Effort,
  options: EffortOptions,
): NonNullable<Effort["planBytes"]> {
  const limited = plan.targets.find(({ limits }) => limits.runBytes !== undefined);
  if (limited && options.shard !== undefined && options.plan === undefined) {
    const message = `the shards of a run cannot share the bytes that limits.runBytes of "${limited.name}" allows`;
    const hint =
      "run once without --shard, and give each shard the plan of that run: --plan report.json";
    throw new UsageError("bytes-of-a-shard", [{ message, hint }]);
  }
  const targets = new Map<string, Target>(plan.targets.map((target) => [target.name, target]));
  return async (name, made, signal) => {
    const target = targets.get(name);
    const budget = target?.limits.runBytes;
    if (!target || budget === undefined) return undefined;
    const all = { cases: plan.runs, of: plan.runs, ...(isSpread ? { spread: true as const } : {}) };
    const sends = (bytes?: BytePlan): Promise<Rehearsal> =>
      rehearse(plan, target, vocabulary, bytes ? { ...(made ?? all), bytes } : made, signal);
    return plannedFor(await sends(), budget * FOR_CASES, sends, budget);
  };
}

/** What is measured before a run, and said again where a connection breaks, is in no rehearsal. */
const FOR_CASES = 0.99;
/** Plans that are rehearsed at most, each for less than the one before. */
const MOST_PLANS = 4;
const SHRINK = 1.1;

/** The largest plan that keeps to the budget when it is rehearsed: what belongs to no case is only known by that. */
async function plannedFor(
  whole: Rehearsal,
  most: number,
  sends: (plan: BytePlan) => Promise<Rehearsal>,
  budget: number,
): Promise<BytePlan | undefined> {
  let plan: BytePlan | undefined;
  let room = most;
  for (let tries = 0; tries < MOST_PLANS; tries++) {
    const next = planByBytes(whole, Math.max(0, Math.floor(room)));
    if (!next) return plan;
    const { all } = await sends(next);
    plan = { ...next, budget, planned: all };
    if (all <= most) return plan;
    room -= (all - most) * SHRINK;
  }
  return plan;
}
