import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { isAccepted } from "../../../../judge/answer/answer.ts";
import { UnsavedReferenceError } from "../../../../judge/checks/evaluate.ts";
import type { SampleCall } from "../../../../model/service.ts";
import { offers } from "../../../../properties/offers.ts";
import { callOnce } from "../../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import type { Property } from "../../../../run/case/property.ts";
import { recordJudgement } from "../../../../run/case/record-judgement.ts";
import { CALLS } from "./calls.ts";
import { expiry, told } from "./expiry.ts";

/** Clocks tick so often at least, and servers show the expiry in milliseconds or in seconds. */
const TICK_MS = 25;
const SECOND_MS = 1000;
/** Where a pause takes a second, so many operations have one. */
const MOST_SLOW = 5;

/** One call of each operation, the first that is in the list. */
const OPERATIONS = [...new Set(CALLS.map(({ call }) => call))];

/**
 * Each successful call moves the expiry of its ticket on (AUT-05), whichever operation it is: between two looks
 * at the expiry there is one call, long enough after the one before it.
 */
export const everyExpirySlides: Property = {
  name: "every-expiry-slides",
  title: "After a successful call of any operation isValidTicket tells a later expiry than before.",
  explanation: {
    generates: [
      "the order in which operations are chosen, where the expiry is shown in seconds and not all have their turn",
    ],
    sends: [
      "every operation that takes a ticket, with what it needs: an upload, documents of it, their downloads, and the deletes",
      "around the first call of each of them, isValidTicket",
    ],
    demands: [{ text: "isValidTicket tells a later expireOn after a call that succeeded" }],
  },
  needs: ["isValidTicket", "DeleteUploadHandler", "credentials", "writable-folder"],
  effect: "creates",
  inputs: () =>
    fc.record({
      first: fc.noShrink(fc.shuffledSubarray([...OPERATIONS], { minLength: OPERATIONS.length })),
    }),
  run: async ({ first }, state) => {
    const isFine = (await expiry(state)) % SECOND_MS !== 0;
    const pause = isFine ? TICK_MS : SECOND_MS + TICK_MS;
    await requireSliding(pause, state);
    const judged = new Set(isFine ? OPERATIONS : (first as readonly string[]).slice(0, MOST_SLOW));
    for (const call of CALLS) {
      // A folder that cannot be removed is not made.
      const needed = call.call === "CreateFolder" ? ["DeleteFolder"] : [];
      if (!offers(state, call.call, ...needed)) continue;
      if (judged.delete(call.call)) {
        if (!(await judge(call, pause, state))) return;
      } else await isTaken(call, state);
    }
  },
};

/** @throws StopCase where one call does not move it, which another rule says, or looking does */
async function requireSliding(pause: number, state: CaseState): Promise<void> {
  await delay(pause);
  const before = await expiry(state);
  const looked = await expiry(state);
  const unissued = { call: "DeleteUploadHandler", with: { UploadHandler: "$unissued" } };
  await isTaken(unissued, state);
  if (looked === before && (await expiry(state)) > before) return;
  throw new StopCase("undecided", "the expiry does not move with a call, or it moves without");
}

/** True when the call moved the expiry, or was not taken. */
async function judge(call: SampleCall, pause: number, state: CaseState): Promise<boolean> {
  const before = await expiry(state);
  await delay(pause);
  if (!(await isTaken(call, state))) return true;
  const after = await expiry(state);
  const mismatch = {
    expected: `an expiry later than ${told(before)}, which it was before ${call.call} succeeded`,
    actual: `expireOn ${told(after)}`,
  };
  return recordJudgement({ mismatches: after > before ? [] : [mismatch] }, state);
}

/** Whether a call is accepted; one that takes what another one was to give, and did not, is not made. */
async function isTaken(call: SampleCall, state: CaseState): Promise<boolean> {
  try {
    return isAccepted(await callOnce(call, state.bindings[0] ?? "post", state));
  } catch (error) {
    if (error instanceof UnsavedReferenceError) return false;
    throw error;
  }
}
