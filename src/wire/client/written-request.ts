import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type HeaderLine,
  type Headers,
  hasHeader,
  headerLines,
  headersOf,
} from "../../model/header-lines.ts";
import { blocksOf } from "../../model/made-bytes.ts";
import { PAUSE_MS, type Transfer } from "../../model/transfer.ts";
import { bodyOf, cutUp, rawRequest } from "../encode/transfer.ts";
import type { WireRequest } from "../encode/wire-request.ts";
import type { RawRequest } from "./raw.ts";

/** The headers and the body of a request as undici takes them. */
export function written(request: WireRequest, userAgent: string) {
  const { headers, body, transfer } = request;
  if (body === null) return { headers: undiciHeaders(request, userAgent), body };
  const { parts, pause = PAUSE_MS } = transfer ?? {};
  const withLength = (length: number): WireRequest => ({
    ...request,
    headers: { ...headers, "content-length": String(length) },
  });
  if (parts === undefined) {
    if (typeof body === "string" || Buffer.isBuffer(body)) {
      return { headers: undiciHeaders(request, userAgent), body };
    }
    // Made block by block, as fast as the connection takes them.
    return {
      headers: undiciHeaders(withLength(body.length), userAgent),
      body: Readable.from(blocksOf(body), { objectMode: false, highWaterMark: 1 }),
    };
  }
  const bytes = bodyOf(request);
  const whole = withLength(bytes.length);
  const inParts = cutUp(bytes, Math.max(1, Math.ceil(bytes.length / parts)));
  return {
    headers: undiciHeaders(whole, userAgent),
    body: Readable.from(withPauses(inParts, pause), { objectMode: false }),
  };
}

/** A request whose transfer no HTTP client writes. */
export function rawOf(request: WireRequest, userAgent: string, transfer: Transfer): RawRequest {
  const headers = sentHeaders(request, userAgent);
  return rawRequest({ ...request, headers }, transfer);
}

/** HTTP carries bytes: a value outside ASCII goes as UTF-8, which undici writes byte by byte. */
const NOT_ASCII = /[^\t\u{20}-\u{7e}]/u;

/** As the flat list that undici takes without copying; it writes a line for each text of a list. */
function undiciHeaders(request: WireRequest, userAgent: string): string[] {
  const { headers, leftOut } = request;
  // Most requests have none of their own.
  if (leftOut === undefined && isEmpty(headers)) return ["user-agent", userAgent, ...DECLINED];
  // Its types know lists of values in records only.
  return Object.entries(sentHeaders(request, userAgent)).flat() as string[];
}

function isEmpty(headers: Headers): boolean {
  for (const _ in headers) return false;
  return true;
}

/** Those of every request. Compression is declined: evidence should be what the server wrote. */
function defaultLines(userAgent: string): readonly HeaderLine[] {
  return [["user-agent", userAgent], DECLINED];
}

const DECLINED = ["accept-encoding", "identity"] as const;

/** The request's own headers after those of every request that it neither has nor leaves out. */
function sentHeaders({ headers, leftOut = [] }: WireRequest, userAgent: string): Headers {
  return headersOf([
    ...defaultLines(userAgent).filter(
      ([name]) => !leftOut.includes(name) && !hasHeader(headers, name),
    ),
    ...headerLines(headers).map(([name, value]): HeaderLine => [name, asBytes(value)]),
  ]);
}

function asBytes(value: string): string {
  return NOT_ASCII.test(value) ? Buffer.from(value).toString("latin1") : value;
}

/** A body that comes in parts: a request that is in flight for that long. */
async function* withPauses(parts: readonly Buffer[], pauseMs: number): AsyncGenerator<Buffer> {
  for (const [index, part] of parts.entries()) {
    if (index > 0) await sleep(pauseMs);
    yield part;
  }
}
