import type { Answer } from "./answer.ts";
import { attributeOf } from "./attribute-of.ts";

/** The number that newer servers add for a ticket that is no good. */
const TICKET_ERROR_CODE = "4010";

/**
 * Which ticket error an answer is: `[900]` or `[901]` in its text, which may otherwise differ
 * (without the space, with a full stop, translated), or the error code of newer servers alone.
 */
export function ticketError(answer: Answer): "900" | "901" | "other" | undefined {
  if (answer.kind !== "element") return undefined;
  const error = attributeOf(answer.attributes, "error") ?? "";
  if (error.includes("[900]")) return "900";
  if (error.includes("[901]")) return "901";
  return attributeOf(answer.attributes, "errorCode") === TICKET_ERROR_CODE ? "other" : undefined;
}
