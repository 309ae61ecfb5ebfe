import type { Reply } from "../../model/call.ts";
import { type Headers, headerLines } from "../../model/header-lines.ts";
import { bodyLength } from "../encode/long-body.ts";
import type { WireRequest } from "../encode/wire-request.ts";

/** What the lines take that every message has: near enough, and the same for all. */
const HEAD_BYTES = 200;

/** About how many bytes a request takes on the wire. */
export function requestBytes({ url, headers, body }: WireRequest): number {
  return HEAD_BYTES + url.length + headerBytes(headers) + bodyLength(body);
}

/** About how many bytes came in answer; of one that failed nobody knows. */
export function responseBytes(reply: Reply): number {
  if (reply.kind === "failure") return HEAD_BYTES;
  return HEAD_BYTES + headerBytes(reply.headers) + reply.body.length;
}

function headerBytes(headers: Headers): number {
  return headerLines(headers).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}
