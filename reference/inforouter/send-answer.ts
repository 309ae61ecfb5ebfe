import type { ServerResponse } from "node:http";
import type { AnswerStyle } from "../dialect/answer-style.ts";
import type { FaultName, Faults } from "../faults.ts";
import { type Head, respond, respondBlocks } from "../http/respond.ts";
import { respondBase64 } from "../http/respond-base64.ts";
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
    sendDocument(response, answer, style, { status, headers: { ...headers, ...named(answer) } });
  }
}

/** DLD-03: by itself, or in base64. */
function sendDocument(
  response: ServerResponse,
  { bytes, contentType }: Extract<Answer, { kind: "bytes" }>,
  { document, prolog, contentType: type }: AnswerStyle,
  how: Pick<Head, "status" | "headers">,
): void {
  switch (document) {
    case "bytes":
      if (Buffer.isBuffer(bytes)) respond(response, how.status, contentType, bytes, how.headers);
      else respondBlocks(response, { ...how, contentType }, bytes.length, bytes.blocks(BLOCK));
      break;
    case "base64Binary": {
      const head = `${prolog}<base64Binary xmlns="http://tempuri.org/">`;
      const wrapped = { head, bytes, tail: "</base64Binary>" };
      respondBase64(response, { ...how, contentType: type }, wrapped);
      break;
    }
    case "json": {
      const inJson = { ...how, contentType: "application/json; charset=utf-8" };
      respondBase64(response, inJson, { head: '"', bytes, tail: '"' });
      break;
    }
    default:
      document satisfies never;
  }
}

/** The name of a document, in a form that holds any (RFC 6266, section 4.3; RFC 8187, section 3.2). */
function named({ name }: Extract<Answer, { kind: "bytes" }>): Head["headers"] {
  if (name === undefined) return {};
  const encoded = encodeURIComponent(Buffer.from(name).toString()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return { "Content-Disposition": `attachment; filename*=UTF-8''${encoded}` };
}

const BLOCK = 64 * 1024;
