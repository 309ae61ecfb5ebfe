import type { Reply } from "../../model/call.ts";
import type { Exchange } from "../../model/exchange.ts";
import { type Headers, headerLines, headersOf } from "../../model/header-lines.ts";
import { wholeOf } from "../../model/made-bytes.ts";
import { transferWords } from "../../model/transfer.ts";
import { LongBody } from "../encode/long-body.ts";
import type { WireRequest } from "../encode/wire-request.ts";
import {
  type EvidenceLimits,
  evidenceBody,
  evidenceLongBody,
  evidenceText,
  type Redaction,
} from "./body-text.ts";

/** report.json is the evidence, so the limit is far beyond any answer that a person reads. */
export const EVIDENCE_LIMITS: EvidenceLimits = { maxTextChars: 64 * 1024, previewBytes: 256 };

/**
 * A request and what came back as evidence: plain data that holds no secret. Payloads are shown by
 * their recipe, binary bodies by size, digest and beginning, long texts cut with a note. Strings of
 * the server are otherwise as they came: whoever renders them escapes them.
 */
export function toExchange(
  request: WireRequest,
  reply: Reply,
  secrets: Redaction,
  limits: EvidenceLimits = EVIDENCE_LIMITS,
): Exchange {
  const { payloads } = request;
  const text = (raw: string): string => evidenceText(raw, secrets, limits, payloads);
  const bytes = (raw: Buffer): string => evidenceBody(raw, secrets, limits, payloads);
  const headers = (raw: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(raw).map(([name, value]) => [text(name), text(value)]));
  const lines = (raw: Headers): Headers =>
    headersOf(headerLines(raw).map(([name, value]) => [text(name), text(value)]));

  const { body } = request;
  const sent = {
    method: request.method,
    url: text(request.url),
    headers: lines(request.headers),
    body: sentBody(),
    ...(request.transfer && { transfer: text(transferWords(request.transfer)) }),
  };
  function sentBody(): string {
    if (body === null || typeof body === "string") return text(body ?? "");
    return body instanceof LongBody
      ? evidenceLongBody(body, secrets, limits, payloads)
      : bytes(wholeOf(body));
  }
  if (reply.kind === "failure") {
    const { code, message, durationMs } = reply;
    return { request: sent, response: null, failure: { code, message: text(message) }, durationMs };
  }
  const { status, durationMs, informational, trailers } = reply;
  const before = informational?.map((one) => ({ ...one, headers: headers(one.headers) }));
  const response = {
    status,
    headers: headers(reply.headers),
    ...(before && { informational: before }),
    ...(trailers && { trailers: headers(trailers) }),
    body: bytes(reply.body),
  };
  return { request: sent, response, durationMs };
}
