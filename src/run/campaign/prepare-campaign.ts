import { resolve } from "node:path";
import type { Secret } from "../../config/targets/secrets-of.ts";
import type { Binding } from "../../model/binding.ts";
import type { CasePlan } from "../../model/case-plan.ts";
import type { FoundOperation } from "../../model/offer.ts";
import type { Rule, Specs } from "../../model/rule.ts";
import type { DescribedTarget } from "../../model/service.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { bindingSets } from "../../rules/select/plan-units.ts";
import type { Shard } from "../../rules/select/shard.ts";
import { redactDeep } from "../../wire/redact/redact-deep.ts";
import { appendJournal, type Journal, NO_JOURNAL } from "../cleanup/journal.ts";
import { withRoom } from "../plan/link.ts";
import { measure } from "../plan/measure.ts";
import { type Effort, planTarget, type TargetPlan } from "../plan/plan-target.ts";
import { unknownCapabilities, withAnnounced } from "../target/announced.ts";
import { bothOf, brokenSettings, whyBroken, withoutBroken } from "../target/broken-settings.ts";
import { LaunchError } from "../target/launch.ts";
import { lookAtService } from "../target/look-at-service.ts";
import type { Adapters } from "../target/open-target.ts";
import { type OpenTarget, openTarget } from "../target/open-target.ts";
import { SetUpError } from "../target/sessions.ts";
import { type StartedTarget, startTarget } from "../target/start-target.ts";
import { withOffers } from "../target/with-offers.ts";
import type { Campaign, Unit } from "./campaign.ts";

export interface CampaignPlan {
  readonly specs: Specs;
  readonly rules: readonly Rule[];
  /** What the services' data cannot say. */
  readonly adapters: Adapters;
  /** Folders of rule files beside the built-in ones. */
  readonly specsFolders?: readonly string[];
  readonly targets: readonly Target[];
  /** Bindings to judge over; all when undefined. */
  readonly bindings?: readonly Binding[];
  /** By target: rules that are judged before the others. The verdicts are the same in any order. */
  readonly first?: ReadonlyMap<string, ReadonlySet<string>>;
  /** The part of the units that is judged; all when undefined. */
  readonly shard?: Shard;
  readonly seed: number;
  /** Generated cases for each property. */
  readonly runs: number;
  /** How much of that is taken, and what is measured for it; absent: all, and nothing is measured. */
  readonly effort?: Effort;
  readonly tag: string;
  /** Where what is created is written down; nowhere by default. */
  readonly journal?: string;
  /** Aborting it ends the wait for a server to come up, and for its answers. */
  readonly signal?: AbortSignal;
  /** Aborted when the time of the campaign is up: what was not found out by then stays so. */
  readonly timeUp?: AbortSignal;
}

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

/** What a target was found to offer before its rules were judged. */
export interface TargetLook {
  readonly operations: readonly FoundOperation[];
  readonly requests: number;
  readonly bytesSent: number;
  readonly leftovers: readonly string[];
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
      if (plan.rules.length === 0) {
        // A shard without a unit has nothing to start a server for.
        targets.push(target);
        continue;
      }
      const prepared = await prepareTarget(target, plan, { started, logs, journal, secrets });
      targets.push(prepared.target);
      if (prepared.look) looks.set(target.name, prepared.look);
      const [first] = Object.values(prepared.unreachable);
      if (first !== undefined) reasons.set(target.name, first);
      if (prepared.plan) plans[target.name] = prepared.plan.plan;
      for (const rule of plan.rules) {
        for (const bindings of bindingSets(rule, plan.bindings, plan.shard)) {
          const early = plan.first?.get(target.name)?.has(rule.id) ? { first: true as const } : {};
          const unit: Unit = { target: target.name, rule: rule.id, bindings, ...early };
          const open = prepared.unreachable[rule.service] ?? prepared.whyOpen(rule, bindings);
          const share = open ?? prepared.plan?.shareFor({ rule, bindings });
          if (typeof share === "string") unreachable.push(unjudged(unit, share));
          else units.push({ ...unit, ...share });
        }
      }
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

interface PreparedTarget {
  readonly target: Target;
  readonly unreachable: Partial<Record<ServiceName, string>>;
  /** Why a rule cannot be judged though its service can: a setting that it needs is wrong. */
  readonly whyOpen: (rule: Rule, bindings: readonly Binding[]) => string | undefined;
  readonly look?: TargetLook;
  readonly plan?: TargetPlan | undefined;
}

/** What has been started so far, and has to be ended. */
interface Beginning {
  readonly started: StartedTarget[];
  readonly logs: Map<string, () => string>;
  readonly journal: Journal;
  readonly secrets: Secret[];
}

async function prepareTarget(
  target: Target,
  campaign: CampaignPlan,
  { started, logs, journal, secrets }: Beginning,
): Promise<PreparedTarget> {
  const { specs, rules, seed, tag, signal, timeUp, adapters } = campaign;
  const { operations, services } = specs;
  try {
    const running = await startTarget(target, services, { journal, ...(signal ? { signal } : {}) });
    started.push(running);
    logs.set(target.name, running.log);
    const about = { operations, services, adapters, seed, tag, journal, signal, timeUp };
    const options = { target: running.target, ...about };
    const open = await openTarget(options);
    try {
      const unreachable: Partial<Record<ServiceName, string>> = {};
      const found: FoundOperation[] = [];
      const unknown: Record<ServiceName, Readonly<Record<string, string>>> = {};
      let told = running.target;
      for (const service of new Set(rules.map((rule) => rule.service))) {
        if (!running.target.services[service]) continue;
        const look = await lookAtService(open, service);
        if (!look.ok) {
          unreachable[service] = open.secrets.redact(look.reason);
          continue;
        }
        found.push(...look.found);
        told = withAnnounced(told, service, look.announced);
        unknown[service] = redactDeep(
          unknownCapabilities(open, service, look.announced),
          open.secrets.redact,
        );
      }
      const known = withOffers(told, found);
      const reached = rules.filter(({ service }) => unreachable[service] === undefined);
      const broken = bothOf(unknown, await brokenSettings(open, known, reached));
      const described = { target: known, services };
      const sound = withoutBroken(described, broken);
      const ready = await planned(open, { target: sound, services }, found, campaign);
      const { requests, bytesSent } = open.client.stats();
      const look = { operations: found, requests, bytesSent, leftovers: open.leftovers };
      return {
        ...ready,
        unreachable,
        whyOpen: (rule, bindings) => whyBroken(rule, bindings, described, broken),
        look,
      };
    } finally {
      await open.close();
      secrets.push(...open.issued);
    }
  } catch (error) {
    if (!(error instanceof LaunchError || error instanceof SetUpError)) throw error;
    if (error instanceof LaunchError) logs.set(target.name, () => error.log);
    const reason = error.message;
    const unreachable = Object.fromEntries(rules.map(({ service }) => [service, reason]));
    return { target, unreachable, whyOpen: () => undefined };
  }
}

/** A target as it is judged, and what of it is. */
async function planned(
  open: OpenTarget,
  described: DescribedTarget,
  found: readonly FoundOperation[],
  { rules, bindings: wanted, shard, runs, effort }: CampaignPlan,
): Promise<Pick<PreparedTarget, "target" | "plan">> {
  if (!effort) return { target: described.target };
  const times = await measure(open, found);
  const target = withRoom(described.target, times?.requestMs);
  const measured = times && { ...times, ...target.limits };
  const units = rules.flatMap((rule) =>
    bindingSets(rule, wanted, shard).map((bindings) => ({ rule, bindings })),
  );
  const plan = await planTarget(open, described, units, { runs, effort, measured });
  return { target, plan };
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
