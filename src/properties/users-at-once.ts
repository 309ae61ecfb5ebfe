import fc from "fast-check";
import { type Answer, isAccepted, isRefused } from "../judge/answer/answer.ts";
import { describeAnswer } from "../judge/answer/describe-answer.ts";
import { firstBinding } from "../model/binding.ts";
import type { SampleCall } from "../model/service.ts";
import { callOnce } from "../run/case/call-once.ts";
import { type CaseState, StopCase } from "../run/case/case-state.ts";
import type { Property } from "../run/case/property.ts";
import { recordJudgement } from "../run/case/record-judgement.ts";
import { numbered } from "./relation/numbered.ts";
import { samplesOf } from "./relation/samples-of.ts";

const USERS = ["owner", "stranger"] as const;
type User = (typeof USERS)[number];

/** Calls in flight together, of each user. */
const EACH = 8;
/** That many times over, each of them after the one before. */
const ROUNDS = 3;
/** Too many requests, and what servers answer that are overloaded: nothing is said by them. */
const BUSY: readonly number[] = [429, 502, 503, 504];

/**
 * Who keeps the user of a call where other calls find it mixes users up as soon as two of them call at once, and
 * only then. A repetition has the same load: what comes once and never again is no proof.
 */
export const usersAtOnce: Property = {
  name: "users-at-once",
  title: "What each of two users may do by himself he may do while both of them do it at once.",
  explanation: {
    generates: ["nothing: there is one case"],
    sends: [
      "the operation's accepted sample, with the calls that it needs, by each user by himself",
      `the same by both users at once, ${EACH} of each, ${ROUNDS} times over`,
    ],
    demands: [
      {
        text: "none of them is refused; that a server is busy (429, 502, 503, 504) or gives no answer says nothing",
      },
    ],
  },
  needs: ["stranger"],
  effect: "creates",
  confirm: { tries: 3, needed: 1 },
  samples: true,
  inputs: () => fc.record({}),
  run: async (_, state) => {
    if (state.open.target.limits.concurrency < 2) {
      throw new StopCase("unavailable", "the target's limits allow one request at a time");
    }
    for (const [index, user] of USERS.entries()) {
      const answer = await sendAs(user, index, state);
      if (isAccepted(answer)) continue;
      throw new StopCase("undecided", `by himself the ${user} got ${describeAnswer(answer)}`);
    }
    for (let round = 1; round <= ROUNDS; round++) {
      if (!(await allAtOnce(round, state))) return;
    }
  },
};

/** True when no call was refused. */
async function allAtOnce(round: number, state: CaseState): Promise<boolean> {
  const calls = Array.from({ length: EACH * USERS.length }, (_, index) => ({
    user: USERS[index % USERS.length] ?? "owner",
    number: USERS.length + (round - 1) * EACH * USERS.length + index,
  }));
  const answers = await Promise.all(
    calls.map(async ({ user, number }) => ({ user, answer: await sendAs(user, number, state) })),
  );
  const refused = answers.filter(
    ({ answer }) => isRefused(answer) && !BUSY.includes(answer.status),
  );
  const [first] = refused;
  if (!first) return recordJudgement({ mismatches: [] }, state);
  const { user, answer } = first;
  const others = `${refused.length} of ${calls.length} calls of two users at once were refused`;
  return recordJudgement(
    {
      mismatches: [
        {
          expected: `that ${calls.length} calls of two users at once are accepted, as each is by itself`,
          actual: `the ${user} got ${describeAnswer(answer)}; ${others}`,
        },
      ],
      step: state.trace.findLastIndex((entry) => entry.answer === answer) + 1,
    },
    state,
  );
}

/** The accepted sample by that user; what it saves has names of its own. */
async function sendAs(user: User, number: number, state: CaseState): Promise<Answer> {
  const [accepted] = samplesOf(state).calls;
  const binding = firstBinding(state.bindings);
  const send = (call: SampleCall) => callOnce({ ...call, as: user }, binding, state);
  const { before, call } = numbered(accepted, number);
  for (const needed of before) {
    const answer = await send(needed);
    if (!isAccepted(answer)) return answer;
  }
  return send(call);
}
