import type { Answer } from "./answer.ts";
import { attributeOf } from "./attribute-of.ts";

/** The error text for a handler that is no GUID; it is never translated (DUH-07, DDH-07). */
export const BAD_REQUEST = "bad Request";

/** Whether an answer gives that text, in an error attribute of whatever letter case. */
export function isBadRequest(answer: Answer): boolean {
  return (
    answer.kind === "element" && attributeOf(answer.attributes, "error")?.trim() === BAD_REQUEST
  );
}
