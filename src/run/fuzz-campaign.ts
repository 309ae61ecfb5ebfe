import fc from "fast-check";
import type { Generator } from "../../generators/generator.ts";
import type { JudgedTarget } from "../judge/build-report.ts";
import type { UnitVerdict } from "../model/unit.ts";
import type { Corpus } from "./corpus.ts";
import { type FuzzUnit, fuzz } from "./fuzz.ts";
import { openTarget } from "./open-target.ts";
import { type CampaignPlan, prepareCampaign } from "./prepare-campaign.ts";
import { seedOf } from "./seed.ts";

/** Where a campaign stands: enough to go on with it. */
export interface FuzzState {
  readonly seed: number;
  readonly units: readonly { readonly round: number; readonly verdict: UnitVerdict }[];
}

export interface FuzzCampaignOptions extends Omit<CampaignPlan, "runs"> {
  readonly timeMs: number;
  readonly maxFailures: number;
  readonly signal: AbortSignal;
  readonly generators: ReadonlyMap<string, Generator>;
  readonly corpus: Corpus;
  /** A campaign to go on with. */
  readonly resumed?: FuzzState;
  readonly onRound: (verdict: UnitVerdict) => void;
}

export interface FuzzResult {
  readonly verdicts: readonly UnitVerdict[];
  readonly targets: readonly JudgedTarget[];
  /** False when it was interrupted; the end of the time is its proper end. */
  readonly complete: boolean;
  readonly state: FuzzState;
}

/** Judges targets for a time, one after the other with equal shares of it. */
export async function fuzzCampaign(options: FuzzCampaignOptions): Promise<FuzzResult> {
  const { seed, signal } = options;
  const prepared = await prepareCampaign({ ...options, runs: 0 });
  const { campaign } = prepared;
  const verdicts: UnitVerdict[] = [...prepared.unreachable];
  const targets: JudgedTarget[] = [];
  const state: FuzzState["units"][number][] = [];
  let failed = 0;
  try {
    for (const target of campaign.targets) {
      const { operations, tag } = campaign;
      const open = await openTarget({ target, operations, seed, tag });
      const units = unitsOf(campaign, target.name, options.resumed);
      try {
        await fuzz({
          open,
          units,
          signal,
          generators: options.generators,
          corpus: options.corpus,
          random: randomOf(seed),
          until: performance.now() + options.timeMs / campaign.targets.length,
          onRound: (_, round) => {
            options.onRound(round);
            if (round.verdict === "fail") failed++;
            return failed >= options.maxFailures;
          },
        });
      } finally {
        await open.close();
      }
      for (const { round, verdict } of units) {
        if (!verdict) continue;
        verdicts.push(verdict);
        state.push({ round, verdict });
      }
      const reason = prepared.reasons.get(target.name);
      targets.push({
        name: target.name,
        ...(target.description === undefined ? {} : { description: target.description }),
        requests: open.client.stats().requests,
        leftovers: open.leftovers,
        coverage: open.coverage.summary(),
        ...(reason === undefined ? {} : { reason }),
      });
    }
  } finally {
    await prepared.stop();
  }
  return { verdicts, targets, complete: !signal.aborted, state: { seed, units: state } };
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

/** Which unit comes next is up to the seed as far as the order in which rounds end allows. */
function randomOf(seed: number): () => number {
  const stream = fc.sample(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), {
    numRuns: 1,
    seed: seedOf(seed, "fuzz"),
  })[0];
  return () => stream?.next().value ?? 0;
}
