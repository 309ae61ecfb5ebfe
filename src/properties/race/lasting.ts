import type { CaseState } from "../../run/case/case-state.ts";
import type { Lasting } from "../../run/case/property.ts";
import type { AnyCall, AnyOutcome } from "../sequential/spec.ts";
import type { Crowd } from "./crowd.ts";
import { wordOf } from "./history-words.ts";

/** What a crowd makes, as things that are made, left alone and looked at later. */
export function lastingOf<State, Call extends AnyCall, Outcome extends AnyOutcome>(
  { enter }: Pick<Crowd<State, Call, Outcome>, "enter">,
  { what, make, look }: NonNullable<Crowd<State, Call, Outcome>["lasting"]>,
): (state: CaseState) => Promise<Lasting> {
  return async (state) => {
    const playing = await enter(state);
    const call = async (planned: Call): Promise<Outcome | undefined> =>
      (await playing.make({ call: planned, over: "own" }))?.outcome;
    return {
      make: async (name) => (await call(make(name)))?.kind === "accepted",
      look: async (name) => {
        const outcome = await call(look(name));
        if (!outcome || playing.refusesCredential?.(outcome)) return undefined;
        const isTold = outcome.kind === "accepted" || outcome.kind === "refused";
        if (!isTold) return undefined;
        return { there: outcome.kind === "accepted", what, answer: wordsOf(outcome) };
      },
    };
  };
}

function wordsOf(outcome: AnyOutcome): string {
  return "words" in outcome ? String(outcome.words) : wordOf(outcome);
}
