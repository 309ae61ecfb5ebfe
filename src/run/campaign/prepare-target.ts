import type { Secret } from "../../config/targets/secrets-of.ts";
import type { Binding } from "../../model/binding.ts";
import type { FoundOperation } from "../../model/offer.ts";
import type { Rule } from "../../model/rule.ts";
import type { DescribedTarget } from "../../model/service.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import { bindingSets } from "../../rules/select/plan-units.ts";
import { redactDeep } from "../../wire/redact/redact-deep.ts";
import type { Journal } from "../cleanup/journal.ts";
import { isWaiting, withRoom } from "../plan/link.ts";
import { measure } from "../plan/measure.ts";
import { planTarget, type TargetPlan } from "../plan/plan-target.ts";
import { unknownCapabilities, withAnnounced } from "../target/announced.ts";
import { bothOf, brokenSettings, whyBroken, withoutBroken } from "../target/broken-settings.ts";
import { LaunchError } from "../target/launch.ts";
import { lookAtService } from "../target/look-at-service.ts";
import { type OpenTarget, openTarget } from "../target/open-target.ts";
import { SetUpError } from "../target/sessions.ts";
import { type StartedTarget, startTarget } from "../target/start-target.ts";
import { withOffers } from "../target/with-offers.ts";
import type { CampaignPlan } from "./campaign-plan.ts";

/** What a target was found to offer before its rules were judged. */
export interface TargetLook {
  readonly operations: readonly FoundOperation[];
  readonly requests: number;
  readonly bytesSent: number;
  readonly leftovers: readonly string[];
}

/** A target that was looked at, and what of its rules is judged. */
export interface PreparedTarget {
  readonly target: Target;
  readonly unreachable: Partial<Record<ServiceName, string>>;
  /** Why a rule cannot be judged though its service can: a setting that it needs is wrong. */
  readonly whyOpen: (rule: Rule, bindings: readonly Binding[]) => string | undefined;
  readonly look?: TargetLook;
  readonly plan?: TargetPlan | undefined;
  /** Most of the time would go to waiting for its answers. */
  readonly isWaiting?: boolean;
}

/** What has been started so far, and has to be ended. */
export interface Beginning {
  readonly started: StartedTarget[];
  readonly logs: Map<string, () => string>;
  readonly journal: Journal;
  readonly secrets: Secret[];
}

/**
 * Starts a target where that is to be done, looks whether each service can be reached and what it offers, and
 * plans how much of its rules there is time for. One that cannot be judged has a reason for each service.
 */
export async function prepareTarget(
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
      const look = { operations: found, requests, bytesSent, leftovers: open.leftovers.words() };
      return {
        ...ready,
        unreachable,
        whyOpen: (rule, bindings) => whyBroken(rule, bindings, described, broken),
        look,
      };
    } finally {
      await open.close();
      for (const secret of open.issued) secrets.push(secret);
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
  { rules, bindings: wanted, runs, effort, signal }: CampaignPlan,
): Promise<Pick<PreparedTarget, "target" | "plan" | "isWaiting">> {
  if (!effort) return { target: described.target };
  const times = effort.measured === false ? undefined : await measure(open, found);
  const target = withRoom(described.target, times);
  const measured = times && { ...times, ...target.limits };
  const units = rules.flatMap((rule) =>
    bindingSets(rule, wanted).map((bindings) => ({ rule, bindings })),
  );
  const plan = await planTarget(open, described, units, { runs, effort, measured, signal });
  return { target, plan, isWaiting: times !== undefined && isWaiting(times) };
}
