import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { isAccepted } from "../../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import { callOnce } from "../../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import type { Property } from "../../../../run/case/property.ts";
import { recordJudgement } from "../../../../run/case/record-judgement.ts";
import { expiry, told } from "./expiry.ts";

/** Servers show the expiry in seconds: a little longer, and it has moved where it moves at all. */
const PATIENCE_MS = 1500;
const PAUSE_MS = 50;

/**
 * Tickets live for 30 days from their last successful call (AUT-05): after a call isValidTicket tells
 * a later expiry. It is asked again and again until it does, as servers show no part of a second.
 */
export const expirySlides: Property = {
  name: "expiry-slides",
  title: "After a successful call isValidTicket tells a later expiry than before.",
  explanation: {
    generates: ["nothing: every case is the same"],
    sends: [
      "isValidTicket twice; the two tell the same expiry, or nothing can be judged",
      `DeleteUploadHandler of a GUID that was never issued, and isValidTicket, again and again for ${PATIENCE_MS} ms`,
    ],
    demands: [{ text: "isValidTicket tells a later expireOn than at first" }],
  },
  needs: ["isValidTicket", "DeleteUploadHandler", "credentials"],
  effect: "reads",
  inputs: () => fc.constant({}),
  run: async (_, state) => {
    const before = await expiry(state);
    // The twin: looking alone moves nothing, as it would where each answer tells a time of its own.
    if ((await expiry(state)) !== before) {
      throw new StopCase("undecided", "isValidTicket itself moves the expiry");
    }
    const until = performance.now() + PATIENCE_MS;
    let after = before;
    while (after <= before && performance.now() < until) {
      await succeed(state);
      after = await expiry(state);
      if (after <= before) await delay(PAUSE_MS);
    }
    const mismatch = {
      expected: `an expiry later than ${told(before)}, which it was before other calls succeeded`,
      actual: `expireOn ${told(after)}`,
    };
    recordJudgement({ mismatches: after > before ? [] : [mismatch] }, state);
  },
};

async function succeed(state: CaseState): Promise<void> {
  const call = { call: "DeleteUploadHandler", with: { UploadHandler: "$unissued" } };
  const answer = await callOnce(call, state.bindings[0] ?? "get", state);
  if (isAccepted(answer)) return;
  throw new StopCase("undecided", `DeleteUploadHandler got ${describeAnswer(answer)}`);
}
