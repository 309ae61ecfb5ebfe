import type { Answer } from "./answer.ts";

const FIRST_SERVER_ERROR = 500;

/** The server says that something went wrong with itself. A SOAP fault, which travels as 500, does not. */
export function isServerError(answer: Answer): boolean {
  if (answer.kind === "refusal" && answer.by === "soap") return false;
  return answer.kind !== "element" && answer.status >= FIRST_SERVER_ERROR;
}
