import type { ServerResponse } from "node:http";
import type { AnswerStyle } from "../dialect/answer-style.ts";
import type { FaultName, Faults } from "../faults.ts";
import { respond } from "../http/respond.ts";
import type { Answer } from "./answer.ts";
import type { Operation } from "./operation.ts";
import { renderAnswer } from "./xml/render.ts";

/** The faults that are asked for here, besides those of the operation. */
export type SendFault = "errors-are-http-500";

/** Answers a call over GET or POST. */
export function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  operation: Operation,
  style: AnswerStyle,
  faults: Faults<FaultName>,
): void {
  const { contentType, prolog } = style;
  if (answer.kind !== "bytes") {
    const xml = prolog + renderAnswer(answer, operation, "form", style, faults);
    // ALL-07: HTTP 200, success or error
    const status = answer.kind === "failure" && faults.has("errors-are-http-500") ? 500 : 200;
    respond(response, status, contentType, xml);
  } else if (style.document === "bytes") {
    respond(response, 200, answer.contentType, answer.bytes);
  } else {
    const base64 = answer.bytes.toString("base64");
    const xml = `${prolog}<base64Binary xmlns="http://tempuri.org/">${base64}</base64Binary>`;
    respond(response, 200, contentType, xml);
  }
}
