import { type Answer, isAccepted, isRefused } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import { asksToTryAgain } from "../../judge/answer/spoken-verdict.ts";
import { ticketError } from "../../judge/answer/ticket-error.ts";
import { StopCase } from "../../run/case/case-state.ts";
import type { Outcome } from "./race-event.ts";

/** The server, or what stands before it, was too busy to take the call: it says nothing of the rules. */
const BUSY: readonly number[] = [429, 502, 503, 504];

/**
 * What an answer says of the order of calls.
 *
 * @param reads whether the call asks for bytes
 * @throws StopCase when it says nothing: it cannot be read, never reached the operation, or the session is over
 */
export function outcomeOf(answer: Answer, reads: boolean): Outcome {
  const turnedAway = answer.kind === "refusal" && BUSY.includes(answer.status);
  // The ticket was good when the race began: sessions end, and that is no matter of the handler.
  const sessionOver = answer.kind === "element" && ticketError(answer) !== undefined;
  if (turnedAway || sessionOver || !(isAccepted(answer) || isRefused(answer))) {
    throw new StopCase("undecided", `a call of the race got ${describeAnswer(answer)}`);
  }
  if (answer.kind === "element" && asksToTryAgain(answer.attributes)) {
    return { kind: "again" };
  }
  if (!isAccepted(answer)) return { kind: "refused" };
  if (!reads) return { kind: "accepted" };
  if (answer.kind === "document") return { kind: "accepted", bytes: answer.bytes };
  // A downloaded chunk is the base64 text of the answer.
  const text = answer.kind === "element" ? answer.text : "";
  return { kind: "accepted", bytes: Buffer.from(text, "base64") };
}
