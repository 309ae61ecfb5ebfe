import { type Secret, secretsOf } from "../../config/targets/secrets-of.ts";
import type { JudgedTarget } from "../../judge/report/build-report.ts";
import type { Soak } from "../../model/soak.ts";
import { systemRefusal } from "../../model/system-refusal.ts";
import type { Target } from "../../model/target.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { numbersOf } from "../case/seed.ts";
import type { Vocabulary } from "../case/vocabulary.ts";
import { appendJournal, NO_JOURNAL } from "../cleanup/journal.ts";
import { launchLog } from "../target/launch-log.ts";
import { openTarget } from "../target/open-target.ts";
import { servicesOf } from "../target/services-of.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import type { Corpus } from "./corpus.ts";
import { createEvidenceBudget } from "./evidence-budget.ts";
import { type FuzzUnit, fuzz } from "./fuzz.ts";
import { openOperations } from "./open-operations.ts";
import { prepareCampaign } from "./prepare-campaign.ts";
import { startSoak } from "./soak.ts";

/** Where a campaign stands: enough to go on with it. */
export interface FuzzState {
  readonly seed: number;
  readonly units: readonly { readonly round: number; readonly verdict: UnitVerdict }[];
}

export interface FuzzCampaignOptions extends Omit<CampaignPlan, "runs" | "adapters"> {
  readonly timeMs: number;
  readonly maxFailures: number;
  /** Whether it is watched how the target bears the load in the long run. */
  readonly soak?: boolean;
  /** Failures that are known do not count among them. */
  readonly excuses?: (verdict: UnitVerdict) => boolean;
  readonly signal: AbortSignal;
  readonly vocabulary: Vocabulary;
  readonly corpus: Corpus;
  /** A campaign to go on with. */
  readonly resumed?: FuzzState;
  /** Told what a round came to, and what all rounds of its unit came to so far. */
  readonly onRound: (round: UnitVerdict, soFar: UnitVerdict) => void;
}

export interface FuzzResult {
  readonly verdicts: readonly UnitVerdict[];
  readonly targets: readonly JudgedTarget[];
  /** Everything that the report must not show. */
  readonly secrets: readonly Secret[];
  /** False when it was interrupted; the end of the time is its proper end. */
  readonly complete: boolean;
  readonly state: FuzzState;
  /** Bugs of the tool that came up. */
  readonly errors: readonly string[];
  /** What this machine refused. */
  readonly refused: readonly string[];
}

/** Judges targets for a time, one after the other with equal shares of it. */
export async function fuzzCampaign(options: FuzzCampaignOptions): Promise<FuzzResult> {
  const { seed, signal, timeMs } = options;
  // A server that takes its time to be looked at takes that of the campaign, but for a little.
  const begun = performance.now();
  const looked = timeUp(timeMs);
  const prepared = await prepareCampaign({
    ...options,
    timeUp: looked.signal,
    adapters: options.vocabulary.adapters,
    runs: 0,
  });
  looked.cancel();
  const { campaign } = prepared;
  const left = Math.max(timeMs - (performance.now() - begun), Math.min(timeMs, LEAST_MS));
  const verdicts: UnitVerdict[] = [...prepared.unreachable];
  const targets: JudgedTarget[] = [];
  const secrets: Secret[] = [...prepared.secrets];
  const state: FuzzState["units"][number][] = [];
  let failed = 0;
  const errors: string[] = [];
  const refused: string[] = [];
  const keep = createEvidenceBudget();
  // What a campaign that goes on has already is of the same budget.
  for (const { verdict } of options.resumed?.units ?? []) keep(verdict);
  try {
    for (const target of campaign.targets) {
      if (campaign.rules.length === 0) {
        targets.push(idleTarget(target));
        continue;
      }
      const { operations, services, tag } = campaign;
      const { adapters } = options.vocabulary;
      const journal = campaign.journal === undefined ? NO_JOURNAL : appendJournal(campaign.journal);
      const share = timeUp(left / campaign.targets.length);
      const open = await openTarget({
        target,
        operations,
        services,
        adapters,
        seed,
        tag,
        journal,
        signal,
        timeUp: share.signal,
      });
      const units = unitsOf(campaign, target.name, options.resumed);
      const over = AbortSignal.any([signal, share.signal]);
      const { vocabulary } = options;
      const timeMs = left / campaign.targets.length;
      const endSoak = options.soak
        ? startSoak({ open, units, vocabulary, timeMs, over })
        : undefined;
      let soak: Soak | undefined;
      const until = performance.now() + timeMs;
      try {
        await fuzz({
          open,
          units,
          signal,
          vocabulary: options.vocabulary,
          corpus: options.corpus,
          // Which unit comes next is up to the seed as far as the order in which rounds end allows.
          random: numbersOf(seed, "fuzz"),
          timeUp: share.signal,
          timeLeft: () => until - performance.now(),
          keep,
          onRound: (unit, round) => {
            options.onRound(round, unit.verdict ?? round);
            if (round.verdict === "fail" && !options.excuses?.(round)) failed++;
            return failed >= options.maxFailures;
          },
        });
        soak = await endSoak?.();
      } catch (error) {
        // What was judged until then is judged, and the report of it is written.
        const refusal = systemRefusal(error);
        if (refusal === undefined)
          errors.push(error instanceof Error ? error.message : String(error));
        else refused.push(refusal);
      } finally {
        share.cancel();
        await open.close();
      }
      for (const { round, verdict } of units) {
        if (!verdict) continue;
        verdicts.push(verdict);
        state.push({ round, verdict });
      }
      const look = prepared.looks.get(target.name);
      const reason = prepared.reasons.get(target.name);
      const log = launchLog({
        declared: secretsOf(target, campaign.services),
        log: prepared.log(target.name),
        reason,
        verdicts: verdicts.filter((verdict) => verdict.target === target.name),
        issued: open.issued,
      });
      for (const secret of open.issued) secrets.push(secret);
      const { requests, throttled, link } = open.client.stats();
      targets.push({
        name: target.name,
        services: servicesOf(target),
        ...(target.description === undefined ? {} : { description: target.description }),
        requests: (look?.requests ?? 0) + requests,
        throttled,
        leftovers: [...(look?.leftovers ?? []), ...open.leftovers.words()],
        ...openOperations(look?.operations),
        coverage: open.coverage.summary(),
        timings: open.timings.summary(),
        ...(link === undefined ? {} : { link }),
        ...(soak === undefined ? {} : { soak }),
        ...(reason === undefined ? {} : { reason }),
        ...(log === undefined ? {} : { launchLog: log }),
      });
    }
  } finally {
    await prepared.stop();
  }
  const complete = !signal.aborted && errors.length === 0 && refused.length === 0;
  return { verdicts, targets, secrets, complete, state: { seed, units: state }, errors, refused };
}

/** So much of its time a campaign has to judge in, however long its targets took to be looked at. */
const LEAST_MS = 2000;

/** A signal that is aborted after a time, unless it is cancelled before. */
function timeUp(ms: number): { readonly signal: AbortSignal; cancel(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  return { signal: controller.signal, cancel: () => clearTimeout(timer) };
}

/** A target of which a shard has nothing to judge. */
function idleTarget(target: Target): JudgedTarget {
  const { name, description } = target;
  const about = description === undefined ? {} : { description };
  return { name, ...about, services: servicesOf(target), requests: 0, leftovers: [] };
}

type Prepared = Awaited<ReturnType<typeof prepareCampaign>>["campaign"];

function unitsOf(campaign: Prepared, target: string, resumed: FuzzState | undefined): FuzzUnit[] {
  const rules = new Map(campaign.rules.map((rule) => [rule.id, rule]));
  return campaign.units.flatMap((unit): FuzzUnit[] => {
    const rule = rules.get(unit.rule);
    if (!rule || unit.target !== target) return [];
    const binding = unit.bindings.join("+");
    const before = resumed?.units.find(
      ({ verdict }) =>
        verdict.target === target && verdict.rule === rule.id && verdict.binding === binding,
    );
    return [{ rule, bindings: unit.bindings, round: before?.round ?? 0, verdict: before?.verdict }];
  });
}
