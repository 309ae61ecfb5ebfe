import type fc from "fast-check";
import type { JsonValue } from "../../model/value.ts";
import { type CaseState, StopCase } from "../../run/case/case-state.ts";
import type { Demand, Property } from "../../run/case/property.ts";
import { recordJudgement } from "../../run/case/record-judgement.ts";
import type { PlayEvent } from "../sequential/event.ts";
import type { Fact } from "../sequential/knowledge.ts";
import { Play, type Playing, TooManyOrders } from "../sequential/play.ts";
import type { AnyCall, AnyOutcome } from "../sequential/spec.ts";
import { type Crowd, type Load, loads } from "./crowd.ts";
import { culprits } from "./culprits.ts";
import { describeHistory } from "./describe-history.ts";
import { historyCalls, kindOf } from "./history-words.ts";
import { judgeCrowd } from "./judge-crowd.ts";
import { lastingOf } from "./lasting.ts";
import type { Branch, RacePlan } from "./race-plan.ts";

/** What calls race for, ready for the race. */
export interface Racing<State, Plan, Call extends AnyCall, Outcome extends AnyOutcome>
  extends Playing<State, Call, Outcome> {
  /** What was called to bring it into being. */
  readonly begun: readonly Fact<Call, Outcome>[];
  /** A call of a plan made concrete. */
  readonly toCall: (planned: Plan) => Call;
}

export interface RaceOptions<State, Plan, Call extends AnyCall, Outcome extends AnyOutcome> {
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
  readonly plans: fc.Arbitrary<RacePlan<Plan>>;
  /** Brings into being what calls race for. */
  readonly enter: (state: CaseState) => Promise<Racing<State, Plan, Call, Outcome>>;
  /** What a history must have, in the words of the rule. */
  readonly expected: string;
  readonly describe: (call: Call) => string;
  /**
   * The statements that are broken where no order explains the calls in flight together, or where what
   * forbids a call after them is none of the rule's; default all of the rule.
   */
  readonly breaks?: readonly string[];
  /** What many clients at once do, in the long cases of a campaign. */
  readonly crowd?: Crowd<State, Call, Outcome>;
}

/** How often a race that failed is run again, to say how often it shows. */
const REPETITIONS = 10;

/**
 * A property about calls in flight together: a plan is carried out, and some order of its calls must
 * explain their answers. A history that none explains proves the violation by itself, however rarely
 * it comes about.
 */
export function raceProperty<State, Plan, Call extends AnyCall, Outcome extends AnyOutcome>(
  options: RaceOptions<State, Plan, Call, Outcome>,
): Property {
  const { name, title, plays, needs, plans, enter, crowd } = options;
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
    ...(crowd?.lasting && { lasting: lastingOf(crowd, crowd.lasting) }),
    ...(crowd && {
      long: (environment) => loads(environment, crowd.users).map((load) => ({ load })),
    }),
    run: async (inputs, state) => {
      if (state.open.target.limits.concurrency < 2) {
        throw new StopCase("unavailable", "the target's limits allow one request at a time");
      }
      if (crowd && inputs["load"] !== undefined) {
        return judgeCrowd(inputs["load"] as Load, { ...options, crowd }, state);
      }
      const racing = await enter(state);
      await run(inputs["plan"] as unknown as RacePlan<Plan>, racing, options, state);
    },
  };
}

async function run<State, Plan, Call extends AnyCall, Outcome extends AnyOutcome>(
  { prefix, branches, suffix }: RacePlan<Plan>,
  racing: Racing<State, Plan, Call, Outcome>,
  { expected, describe, breaks }: RaceOptions<State, Plan, Call, Outcome>,
  state: CaseState,
): Promise<void> {
  const planned = (calls: readonly Plan[], over: Branch<Plan>["over"] = "own") =>
    calls.map((call) => ({ call: racing.toCall(call), over }));
  const play = new Play(racing, racing.begun);
  const wrong = await play.inTurn(planned(prefix), "before", (event) => {
    if (event.outcome.kind !== "accepted") throw notSetUp(event);
  });
  if (wrong) throw notSetUp(wrong.event);
  const wrongTogether = await play
    .together(branches.map(({ after, over, calls }) => ({ after, calls: planned(calls, over) })))
    .catch((error: unknown) => {
      throw error instanceof TooManyOrders ? new StopCase("undecided", error.message) : error;
    });
  const after = wrongTogether ? undefined : await play.inTurn(planned(suffix), "after");
  if (!wrongTogether && !after) return void recordJudgement({ mismatches: [] }, state);
  const together = play.history.filter(({ branch }) => typeof branch === "number");
  const guilty = wrongTogether
    ? culprits({ ...wrongTogether, events: together }, racing.spec)
    : undefined;
  const event =
    after?.event ?? together.reduce((last, one) => (one.ended > last.ended ? one : last));
  const culprit = guilty?.words ?? kindOf(event);
  const mismatch = {
    expected,
    actual: describeHistory(play.history, describe),
    kind: `expected ${expected}, got ${culprit}`,
    ...(after?.forbidden.bytes && { bytes: after.forbidden.bytes }),
    history: historyCalls(play.history, guilty?.events ?? [event], { describe }),
  };
  const named = state.rule.statements.filter((id) => after?.forbidden.forbids.includes(id));
  const statements = named.length > 0 ? named : breaks;
  recordJudgement({ statements, mismatches: [mismatch], step: event.step }, state);
}

function notSetUp({ outcome }: PlayEvent<AnyCall, AnyOutcome>): StopCase {
  return new StopCase("undecided", `a call before the race was ${outcome.kind}`);
}
