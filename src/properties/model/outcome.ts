import { type Answer, isAccepted, isRefused } from "../../judge/answer/answer.ts";
import { isBadRequest } from "../../judge/answer/is-bad-request.ts";
import { asksToTryAgain } from "../../judge/answer/spoken-verdict.ts";
import { ticketError } from "../../judge/answer/ticket-error.ts";

/** What an answer comes to, as far as the documents tell answers apart. */
export type Outcome =
  | "accepted"
  | "asked to try again"
  | "bad request"
  | "ticket error"
  | "refused otherwise"
  /** Neither of the documented answers. */
  | "unreadable";

export function outcomeOf(answer: Answer): Outcome {
  if (isAccepted(answer)) return "accepted";
  if (!isRefused(answer)) return "unreadable";
  if (answer.kind !== "element") return "refused otherwise";
  if (asksToTryAgain(answer.attributes)) return "asked to try again";
  if (isBadRequest(answer)) return "bad request";
  return ticketError(answer) === undefined ? "refused otherwise" : "ticket error";
}
