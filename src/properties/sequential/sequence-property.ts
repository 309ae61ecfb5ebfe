import type fc from "fast-check";
import type { GeneratorEnvironment } from "../../../generators/generator.ts";
import type { JsonValue } from "../../model/value.ts";
import { type CaseState, StopCase } from "../../run/case/case-state.ts";
import type { Explanation, Property } from "../../run/case/property.ts";
import { recordJudgement } from "../../run/case/record-judgement.ts";
import type { Planned } from "./event.ts";
import { type Course, Play, type Playing, type Unexplained } from "./play.ts";
import type { AnyCall, AnyOutcome } from "./spec.ts";
import { withStatements } from "./with-statements.ts";

type Inputs = Readonly<Record<string, JsonValue>>;

export interface SequenceOptions<State, Call extends AnyCall, Outcome extends AnyOutcome> {
  readonly name: string;
  readonly title: string;
  readonly explanation: Explanation;
  readonly needs: readonly string[];
  /** Plans as plain data, which stand in the counterexample. */
  readonly inputs: (environment: GeneratorEnvironment) => fc.Arbitrary<Inputs>;
  /** Brings into being what the sequence is about, where that is more than calls of it. */
  readonly enter: (
    state: CaseState,
  ) => Playing<State, Call, Outcome> | Promise<Playing<State, Call, Outcome>>;
  /** The first call: a target where it is not accepted cannot be judged. */
  readonly opening: Planned<Call>;
  /** The calls of a plan, one by one, and in the end those that show what is left. */
  readonly calls: (
    inputs: Inputs,
    course: Course<State, Call, Outcome>,
    state: CaseState,
  ) => Iterable<Planned<Call>>;
  readonly describe: (call: Call) => string;
}

/**
 * A property about calls made one after the other, a race without rivals: each answer must be one that the
 * calls before it allow.
 */
export function sequenceProperty<State, Call extends AnyCall, Outcome extends AnyOutcome>(
  options: SequenceOptions<State, Call, Outcome>,
): Property {
  const { name, title, explanation, needs, inputs, enter, opening, calls, describe } = options;
  return {
    name,
    title,
    explanation,
    needs,
    effect: "creates",
    inputs,
    run: async (given, state) => {
      const play = new Play(await enter(state));
      const note = (_: unknown, shows: readonly string[]): void => {
        if (shows.length > 0) recordJudgement({ statements: shows, mismatches: [] }, state);
      };
      if (await play.inTurn([opening], "before", note)) {
        throw new StopCase("undecided", `${describe(opening.call)} was not accepted`);
      }
      const unexplained = await play.inTurn(calls(given, play, state), "before", note);
      if (unexplained) judge(unexplained, describe, state);
    },
  };
}

/** Notes what is wrong with a call, and the statements that it breaks. */
function judge<Call, Outcome>(
  { event, forbidden }: Unexplained<Call, Outcome>,
  describe: (call: Call) => string,
  state: CaseState,
): void {
  const { forbids: statements, expected, actual, bytes, kind, orElse } = forbidden;
  const mismatch = {
    expected: withStatements(`${describe(event.call)}: ${expected}`, statements),
    actual,
    ...(bytes && { bytes }),
    kind: `expected ${kind.expected}, got ${kind.got}`,
    ...(orElse && { orElse }),
  };
  recordJudgement({ statements, mismatches: [mismatch], step: event.step }, state);
}
