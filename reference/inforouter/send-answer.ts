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
  } else {
    const { status = 200, headers = {} } = answer.failure ?? {};
    const [type, body] = writeDocument(answer, style);
    respond(response, status, type, body, headers);
  }
}

/** DLD-03: content type and body. */
function writeDocument(
  { bytes, contentType }: Extract<Answer, { kind: "bytes" }>,
  style: AnswerStyle,
): readonly [string, string | Buffer] {
  switch (style.document) {
    case "bytes":
      return [contentType, bytes];
    case "base64Binary": {
      const base64 = bytes.toString("base64");
      const xml = `<base64Binary xmlns="http://tempuri.org/">${base64}</base64Binary>`;
      return [style.contentType, style.prolog + xml];
    }
    case "json":
      return ["application/json; charset=utf-8", JSON.stringify(bytes.toString("base64"))];
    default:
      return style.document satisfies never;
  }
}
