import type { ServiceName, Target } from "../../model/target.ts";
import { unitName } from "../../rules/select/plan-units.ts";
import { shareOut } from "../../rules/select/shard.ts";
import type { Campaign, Unit } from "../campaign/campaign.ts";

/** A campaign in parts that are judged at the same time. */
export interface SharedCampaign {
  /** One for each worker, each with a unit at least. */
  readonly parts: readonly Campaign[];
  /** Why targets are judged by fewer workers than were asked for: a line for each. */
  readonly notes: readonly string[];
}

export interface Sharing {
  readonly workers: number;
  /** Why a target has to be judged by one worker, in words; by its name. */
  readonly apart: ReadonlyMap<string, string>;
  /** Whether the units of a service are judged by one worker, whichever. */
  readonly isTogether: (service: ServiceName, target: Target) => boolean;
  /** Another tag each time: what workers make must not have the same name. */
  readonly newTag: () => string;
}

/** With fewer requests in flight the calls of a race would wait for each other. */
const LEAST_IN_FLIGHT = 4;

/**
 * Parts of a campaign by the requests that its units are expected to take, as the shards of a run. The limits of a
 * target hold for all of its parts together. An invariant is in every part: all answers are held against it.
 */
export function shareCampaign(campaign: Campaign, sharing: Sharing): SharedCampaign {
  const { workers, apart, isTogether, newTag } = sharing;
  const services = new Map(campaign.rules.map(({ id, service }) => [id, service]));
  const invariants = new Set(campaign.rules.filter((one) => one.invariant).map(({ id }) => id));
  const parts = Array.from({ length: workers }, () => ({
    targets: [] as Target[],
    units: [] as Unit[],
  }));
  const notes: string[] = [];
  let first = 0;
  for (const target of campaign.targets) {
    const units = campaign.units.filter((unit) => unit.target === target.name);
    const groupOf = ({ rule, bindings }: Unit): string => {
      const service = services.get(rule) ?? "";
      return isTogether(service, target) ? service : unitName({ id: rule }, bindings);
    };
    const alone = units.filter(({ rule }) => !invariants.has(rule));
    const costs = new Map<string, number>();
    for (const unit of alone) {
      const group = groupOf(unit);
      costs.set(group, (costs.get(group) ?? 0) + (unit.requests ?? 0));
    }
    const { most, why } = mostWorkers(target, apart.get(target.name));
    if (why !== undefined && most < workers && units.length > 1) {
      notes.push(
        `${target.name}: ${most === 1 ? "one worker" : `${most} workers`}, because ${why}`,
      );
    }
    const of = Math.max(1, Math.min(workers, most, costs.size));
    const weighed = [...costs].map(([name, cost]) => ({ name, cost }));
    const places = shareOut(weighed, of);
    const watched = units.filter(({ rule }) => invariants.has(rule));
    for (let place = 1; place <= of; place++) {
      const own = alone.filter((unit) => places.get(groupOf(unit)) === place);
      const part = parts[(first + place - 1) % workers];
      if (!part || own.length + watched.length === 0) continue;
      part.targets.push({ ...target, limits: shareOfLimits(target, place, of) });
      part.units.push(...own, ...watched.map((unit) => (place === 1 ? unit : onlyWatched(unit))));
    }
    first += of;
  }
  return {
    parts: parts
      .filter(({ units }) => units.length > 0)
      .map((part) => ({ ...campaign, ...part, tag: newTag() })),
    notes,
  };
}

/** The first worker of a target makes the calls by which it is judged where nothing else is. */
function onlyWatched(unit: Unit): Unit {
  return { ...unit, isWatchedOnly: true };
}

function mostWorkers(
  { limits }: Target,
  apart: string | undefined,
): { readonly most: number; readonly why?: string } {
  if (apart !== undefined) return { most: 1, why: apart };
  const { concurrency, requestsPerSecond: rate } = limits;
  const byRoom = Math.max(1, Math.floor(concurrency / LEAST_IN_FLIGHT));
  const byRate = rate > 0 ? Math.max(1, Math.floor(rate)) : Number.POSITIVE_INFINITY;
  if (byRate < byRoom) return { most: byRate, why: `limits.requestsPerSecond is ${rate}` };
  const why = `each needs ${LEAST_IN_FLIGHT} requests in flight, and limits.concurrency is ${concurrency} (--concurrency allows more)`;
  return { most: byRoom, why };
}

/** What one of several workers may take: together no more than all may. */
function shareOfLimits({ limits }: Target, place: number, of: number): Target["limits"] {
  const { concurrency, requestsPerSecond, bytesPerSecond = 0 } = limits;
  const share = (all: number): number =>
    of === 1 ? all : Math.floor(all / of) + (place <= Math.floor(all) % of ? 1 : 0);
  return {
    ...limits,
    concurrency: share(concurrency),
    requestsPerSecond: share(requestsPerSecond),
    ...(bytesPerSecond > 0 ? { bytesPerSecond: Math.max(1, share(bytesPerSecond)) } : {}),
  };
}
