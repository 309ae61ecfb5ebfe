import type fc from "fast-check";
import type { JsonValue } from "../../model/value.ts";
import { type CaseState, StopCase } from "../../run/case/case-state.ts";
import type { Demand, Property } from "../../run/case/property.ts";
import { recordJudgement } from "../../run/case/record-judgement.ts";
import { culprits } from "./culprits.ts";
import { describeHistory } from "./describe-history.ts";
import { findUnexplained } from "./find-unexplained.ts";
import type { RaceEvent } from "./race-event.ts";
import type { RacePlan } from "./race-plan.ts";
import { type Perform, runRace } from "./run-race.ts";
import type { SequentialSpec } from "./sequential-spec.ts";

/** What calls race for, ready for the race. */
export interface Racing<S, C> {
  readonly perform: Perform<C>;
  readonly spec: SequentialSpec<S, C>;
}

export interface RaceOptions<S, C> {
  readonly name: string;
  readonly title: string;
  /** What a plan is made of, in words. */
  readonly plays: {
    /** What is done before anything else. */
    readonly setUp: string;
    readonly before?: string;
    readonly atOnce: string;
    readonly afterwards?: string;
  };
  readonly demands: readonly Demand[];
  readonly needs: readonly string[];
  readonly plans: fc.Arbitrary<RacePlan<C>>;
  /** Brings the handler into being. */
  readonly enter: (state: CaseState) => Promise<Racing<S, C>>;
  /** What a history must have, in the words of the rule. */
  readonly expected: string;
  readonly describe: (call: C) => string;
  /** The statements that are broken where a history stops being explained; default all of the rule. */
  readonly breaks?: (unexplained: RaceEvent<C>) => readonly string[];
}

/** How often a race that failed is run again, to say how often it shows. */
const REPETITIONS = 10;

/**
 * A property about calls in flight together: a plan is carried out, and some order of its calls must
 * explain their answers. A history that none explains proves the violation by itself, however rarely
 * it comes about.
 */
export function raceProperty<S, C extends { readonly call: string }>(
  options: RaceOptions<S, C>,
): Property {
  const { name, title, plays, needs, plans, enter, expected, describe, breaks } = options;
  const { setUp, before, atOnce, afterwards } = plays;
  return {
    name,
    title,
    explanation: {
      generates: [
        ...(before === undefined ? [] : [`before: ${before}`]),
        `at the same time: ${atOnce}`,
        "for each of those, the binding that it goes over and the millisecond in which it starts",
        ...(afterwards === undefined ? [] : [`afterwards: ${afterwards}`]),
      ],
      sends: [
        setUp,
        ...(before === undefined ? [] : ["the calls before, one after the other"]),
        "the calls at the same time, each over a connection of its own",
        ...(afterwards === undefined ? [] : ["the calls afterwards, one after the other"]),
      ],
      demands: [
        ...options.demands,
        {
          text: "some order of the calls explains every answer; where none does, that is a failure however rarely it happens",
        },
      ],
    },
    needs,
    effect: "creates",
    confirm: { tries: REPETITIONS, needed: 0 },
    inputs: () => plans.map((plan) => ({ plan: plan as unknown as JsonValue })),
    run: async (inputs, state) => {
      if (state.open.target.limits.concurrency < 2) {
        throw new StopCase("unavailable", "the target's limits allow one request at a time");
      }
      const { perform, spec } = await enter(state);
      const history = await runRace(inputs["plan"] as unknown as RacePlan<C>, perform);
      const unexplained = findUnexplained(history, spec);
      if (!unexplained) return void recordJudgement({ mismatches: [] }, state);
      const actual = describeHistory(history, describe);
      const kind = `expected ${expected}, got ${culprits(history, unexplained, spec)}`;
      const statements = breaks?.(unexplained);
      const { step } = unexplained;
      recordJudgement({ statements, mismatches: [{ expected, actual, kind }], step }, state);
    },
  };
}
