import type { Reply } from "../../model/call.ts";
import type { Answer } from "./answer.ts";
import { decodeText } from "./decode-text.ts";
import { named, oneLine, quote } from "./quote.ts";

/** A reply that came. */
export type Response = Extract<Reply, { kind: "response" }>;

/** HTTP statuses from here on, up to the errors, send a client elsewhere; from there on, away. */
const FIRST_REDIRECT_STATUS = 300;
const FIRST_ERROR_STATUS = 400;

/** Types whose text tells a person why; the markup of an error page does not. */
const TELLING = /^(?:text\/plain|application\/(?:[a-z.-]+\+)?json)$/i;
/** So much of the body is looked at for that. */
const HEAD_BYTES = 1000;

/** Whether the status says by itself that nothing was done. */
export function isErrorStatus(status: number): boolean {
  return status >= FIRST_ERROR_STATUS;
}

/**
 * What a response is that holds none of the documented answers: a refusal when its HTTP status says
 * so, else unreadable.
 *
 * @param why continues the sentence "the answer …"
 */
export function notAnAnswer(response: Response, why: string): Answer {
  const { status, headers } = response;
  if (isErrorStatus(status)) {
    return { kind: "refusal", by: "http", status, what: nameOf(response) };
  }
  if (status < FIRST_REDIRECT_STATUS) return { kind: "unreadable", status, why };
  const place = headers["location"];
  return {
    kind: "unreadable",
    status,
    why: place === undefined ? "is a redirect" : `is a redirect to ${quote(place)}`,
  };
}

/** `HTTP 500 text/plain saying "Missing parameter: path."` */
function nameOf({ status, headers, body }: Response): string {
  const type = headers["content-type"]?.split(";")[0]?.trim() ?? "";
  const head = TELLING.test(type) ? (decodeText(body.subarray(0, HEAD_BYTES)) ?? "") : "";
  const said = oneLine(head.trim().split(/[\r\n]/)[0] ?? "");
  return `HTTP ${status}${type ? ` ${named(type)}` : ""}${said ? ` saying ${quote(said)}` : ""}`;
}
