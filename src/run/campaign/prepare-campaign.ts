import { resolve } from "node:path";
import type { Secret } from "../../config/targets/secrets-of.ts";
import type { CasePlan } from "../../model/case-plan.ts";
import type { Target } from "../../model/target.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { bindingSets } from "../../rules/select/plan-units.ts";
import { appendJournal, NO_JOURNAL } from "../cleanup/journal.ts";
import { aheadOf } from "../plan/ahead.ts";
import type { StartedTarget } from "../target/start-target.ts";
import type { Campaign, Unit } from "./campaign.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { prepareTarget, type TargetLook } from "./prepare-target.ts";

/** A campaign whose servers run. */
export interface PreparedCampaign {
  readonly campaign: Campaign;
  /** Verdicts of rules whose service cannot be judged. */
  readonly unreachable: readonly UnitVerdict[];
  /** By target: why it, or a service of it, cannot be judged. */
  readonly reasons: ReadonlyMap<string, string>;
  /** The secrets of the targets, and the tickets that were issued while they were looked at. */
  readonly secrets: readonly Secret[];
  /** By target: what looking at it found, sent and left. */
  readonly looks: ReadonlyMap<string, TargetLook>;
  /** What a launched server printed; it may hold secrets. */
  log(target: string): string;
  /** Stops every server that was started for it. */
  stop(): Promise<void>;
}

/**
 * Starts what has to be started, looks whether each service can be reached and what
 * it offers, and lays out the units.
 * A target that cannot be judged gets a reason; only a wrong option of the built-in server rejects.
 */
export async function prepareCampaign(plan: CampaignPlan): Promise<PreparedCampaign> {
  const started: StartedTarget[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((one) => one.stop()));
    journal.flush();
  };
  const secrets: Secret[] = [];
  const logs = new Map<string, () => string>();
  const journal = plan.journal === undefined ? NO_JOURNAL : appendJournal(plan.journal);
  const targets: Target[] = [];
  const units: Unit[] = [];
  const unreachable: UnitVerdict[] = [];
  const reasons = new Map<string, string>();
  const looks = new Map<string, TargetLook>();
  const plans: Record<string, CasePlan> = {};
  try {
    for (const target of plan.targets) {
      const only = plan.only?.get(target.name);
      const rules = only ? plan.rules.filter(({ id }) => only.has(id)) : plan.rules;
      if (rules.length === 0) {
        // Nothing is judged of it, or nothing in this shard: there is nothing to start a server for.
        targets.push(target);
        continue;
      }
      const prepared = await prepareTarget(
        target,
        { ...plan, rules },
        { started, logs, journal, secrets },
      );
      targets.push(prepared.target);
      if (prepared.look) looks.set(target.name, prepared.look);
      const [first] = Object.values(prepared.unreachable);
      if (first !== undefined) reasons.set(target.name, first);
      if (prepared.plan?.plan) plans[target.name] = prepared.plan.plan;
      const own: Unit[] = [];
      for (const rule of rules) {
        for (const bindings of bindingSets(rule, plan.bindings)) {
          if (plan.isOwn && !plan.isOwn(rule, bindings)) continue;
          const early = plan.first?.get(target.name)?.has(rule.id) ? { first: true as const } : {};
          const unit: Unit = { target: target.name, rule: rule.id, bindings, ...early };
          const open = prepared.unreachable[rule.service] ?? prepared.whyOpen(rule, bindings);
          const share = open ?? prepared.plan?.shareFor({ rule, bindings });
          if (typeof share === "string") unreachable.push(unjudged(unit, share));
          else own.push({ ...unit, ...share });
        }
      }
      const { concurrency } = prepared.target.limits;
      units.push(...(prepared.isWaiting ? withAhead(own, concurrency) : own));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const { specs, rules, seed, runs, tag } = plan;
  const campaign = {
    targets,
    operations: specs.operations,
    services: specs.services,
    specsFolders: (plan.specsFolders ?? []).map((folder) => resolve(folder)),
    rules,
    units: [...units.filter(({ first }) => first), ...units.filter(({ first }) => !first)],
    seed,
    runs,
    plans,
    tag,
    ...(plan.journal === undefined ? {} : { journal: plan.journal }),
  };
  const log = (name: string): string => logs.get(name)?.() ?? "";
  return { campaign, unreachable, reasons, looks, secrets, log, stop };
}

/** What would be long in a row has cases that run beside each other; slow operations are spared that. */
function withAhead(units: readonly Unit[], lanes: number): readonly Unit[] {
  const requestsOf = ({ requests = 0, isSlow }: Unit): number => (isSlow ? 0 : requests);
  const all = units.reduce((sum, unit) => sum + requestsOf(unit), 0);
  return units.map((unit) => {
    const ahead = aheadOf(requestsOf(unit), all, lanes);
    return ahead > 1 ? { ...unit, ahead } : unit;
  });
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
    exercised: [],
    alternatives: {},
  };
}
