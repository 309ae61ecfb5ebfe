import { type Answer, isAccepted, isRefused } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import { isServerError } from "../../judge/answer/is-server-error.ts";
import { refusesCredential } from "../../judge/answer/told-errors.ts";
import { wholeOf } from "../../model/made-bytes.ts";
import { StopCase } from "../../run/case/case-state.ts";
import type { Outcome } from "./spec.ts";

/** Too many requests: it says nothing of the place. */
const BUSY = 429;

/** @throws StopCase where an answer says nothing of what is at the place */
export function outcomeOf(answer: Answer): Outcome {
  const words = describeAnswer(answer);
  if (isAccepted(answer)) return { kind: "accepted", words };
  if (saysNothing(answer)) throw new StopCase("undecided", `a call of the place got ${words}`);
  return { kind: "refused", words };
}

/** Whether an answer leaves open what is at the place. */
export function saysNothing(answer: Answer): boolean {
  if (isAccepted(answer)) return false;
  const isBusy = answer.status === BUSY || isServerError(answer);
  return !isRefused(answer) || isBusy || refusesCredential(answer);
}

/** What an accepted answer read: a document, a body, or the base64 of an element. */
export function bytesIn(answer: Answer): Pick<Outcome, "bytes"> {
  if (!isAccepted(answer)) return {};
  switch (answer.kind) {
    case "document":
      return { bytes: wholeOf(answer.bytes) };
    case "http":
      return { bytes: answer.bytes };
    case "element":
      return { bytes: Buffer.from(answer.text, "base64") };
    default:
      return {};
  }
}
