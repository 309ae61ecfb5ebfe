import { setMaxListeners } from "node:events";
import pLimit from "p-limit";
import type { Secret } from "../../config/targets/secrets-of.ts";
import type { Check } from "../../judge/checks/check-context.ts";
import type { Binding } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import { invariantsLast, watchInvariants } from "../case/invariant.ts";
import { judgeUnit } from "../case/judge-unit.ts";
import type { CaseBytes, UnitOptions } from "../case/unit-options.ts";
import type { Vocabulary } from "../case/vocabulary.ts";
import { slowLanes } from "../plan/plan-by-time.ts";
import type { Others } from "../target/read-write-lock.ts";
import type { Campaign, Unit } from "./campaign.ts";
import type { Engine } from "./engine.ts";
import { inOrder } from "./in-order.ts";
import { openCampaignTarget, targetStats } from "./open-campaign-target.ts";

/** What rules may name, with checks of one's own: functions cannot travel to a worker. */
export interface OwnVocabulary extends Vocabulary {
  readonly checks: ReadonlyMap<string, Check>;
}

/** How the units of an engine are judged, where that is not as in a run. */
export type EachUnit = Pick<UnitOptions, "shrink" | "maxFailures"> & {
  /** Told of each case of a unit, in the order of its cases. */
  readonly onCase?: (
    unit: { readonly rule: Rule; readonly bindings: readonly Binding[] },
    sent: CaseBytes & { readonly requests: number },
  ) => void;
  /** Who else runs cases of the same run; default: nobody. */
  readonly others?: Others;
  /** Told each secret of a target when it becomes known: others may hear it from the server. */
  readonly onSecret?: (secret: Secret) => void;
};

/**
 * The engine that needs no Vitest: target after target, in each the units of all services in the order of the
 * suites, as many at once as the target allows. What a generator or a check of one's own throws rejects.
 *
 * @param each how every unit is judged, where that is not as in a run
 */
export function judgeInProcess(
  { checks, ...vocabulary }: OwnVocabulary,
  { onCase, others, onSecret, ...each }: EachUnit = {},
): Engine {
  return async (campaign, events, { signal }) => {
    for (const { target, units } of groupsOf(campaign)) {
      if (signal.aborted) break;
      const { adapters } = vocabulary;
      const options = { signal, adapters, checks, others, onSecret };
      const open = await openCampaignTarget(campaign, target, options);
      const slow = campaign.plans?.[target.name]?.slow;
      const lane = pLimit(target.limits.concurrency);
      const slowLane = pLimit(slowLanes(target.limits.concurrency));
      const broken = new AbortController();
      const ended = AbortSignal.any([signal, broken.signal]);
      // Every case that waits for something hears it: many are no leak.
      setMaxListeners(0, ended);
      const { first, last } = invariantsLast(units);
      watchInvariants(
        open,
        last.map(({ rule }) => rule),
      );
      const judgeAll = async (some: Group["units"]): Promise<void> => {
        const results = await Promise.allSettled(
          some.map((unit) =>
            (unit.isSlow ? slowLane : lane)(async () => {
              if (ended.aborted) return;
              const { runs = campaign.runs } = unit;
              try {
                const options = { open, ...unit, ...each, runs, slow, vocabulary, signal: ended };
                const told: Pick<UnitOptions, "onCase"> = onCase
                  ? { onCase: (_, requests, sent) => onCase(unit, { ...sent, requests }) }
                  : {};
                events.onVerdict(await judgeUnit({ ...options, ...told }));
              } catch (error) {
                broken.abort();
                throw error;
              }
            }),
          ),
        );
        for (const result of results) if (result.status === "rejected") throw result.reason;
      };
      try {
        await judgeAll(inOrder(first, target.limits.concurrency));
        await judgeAll(last);
        events.onStats(targetStats(open));
      } finally {
        await open.close();
      }
    }
    return { errors: [], complete: !signal.aborted };
  };
}

interface Group {
  readonly target: Target;
  readonly units: readonly (Omit<Unit, "rule"> & { readonly rule: Rule })[];
}

/** The units of each target: they share sessions and connections, as in a suite. */
function groupsOf({ targets, rules, units }: Campaign): readonly Group[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return targets.flatMap((target) => {
    const own = units.flatMap((unit) => {
      const rule = byId.get(unit.rule);
      return rule && unit.target === target.name ? [{ ...unit, rule }] : [];
    });
    return own.length === 0 ? [] : [{ target, units: own }];
  });
}
