import type { Content, Entry, PostData, Request, Response } from "har-format";
import type { Exchange } from "../../src/model/exchange.ts";
import { type Headers, headerLines } from "../../src/model/header-lines.ts";
import { asUri } from "../text/as-uri.ts";

/** HAR's word for what is not known. */
const UNKNOWN = -1;
const HTTP_VERSION = "HTTP/1.1";
const NO_TYPE = "x-unknown";
const LARGEST_INTEGER_DIGITS = 15;

/**
 * One exchange; `startedAt` in milliseconds since 1970. All of the time counts as waiting: nothing finer was
 * measured.
 *
 * @param pageref the page that it is of; undefined: none
 */
export function harEntry(
  exchange: Exchange,
  pageref: string | undefined,
  startedAt: number,
): Entry {
  const { durationMs, failure } = exchange;
  return {
    ...(pageref === undefined ? {} : { pageref }),
    startedDateTime: new Date(startedAt).toISOString(),
    time: durationMs,
    request: requestOf(exchange),
    response: responseOf(exchange),
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    ...(failure ? { comment: `no answer: ${failure.code}: ${failure.message}` } : {}),
  };
}

function requestOf({ request }: Exchange): Request {
  const url = asUri(request.url);
  const { size } = harBody(request.body);
  return {
    method: request.method,
    url,
    httpVersion: HTTP_VERSION,
    cookies: [],
    headers: headersOf(request.headers),
    queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
    ...(request.body === "" ? {} : { postData: postDataOf(request) }),
    headersSize: UNKNOWN,
    bodySize: size,
  };
}

/** A body of the evidence as HAR has it. */
interface HarBody {
  /** Bytes; those that the evidence tells of where it does not hold all. */
  readonly size: number;
  readonly text: string;
  /** The text is base64 of the bytes. */
  readonly encoding?: "base64";
  readonly comment?: string;
}

/** How the evidence writes bytes that are no text. */
const BINARY =
  /^‹(\d+) bytes, sha256:[0-9a-f]{64}, base64(?: of the first (\d+))?: ([A-Za-z0-9+/]*={0,2})›$/;

/**
 * The text of a recorded body; of binary bodies the bytes as far as they were kept, in base64, so that
 * a viewer shows them as bytes. What replaced secrets and payloads stays as it is.
 */
function harBody(body: string): HarBody {
  const [, size, first, base64] = BINARY.exec(body) ?? [];
  if (size === undefined || base64 === undefined) {
    return { size: Buffer.byteLength(body), text: body };
  }
  return {
    size: Number(size),
    text: base64,
    encoding: "base64",
    ...(first === undefined ? {} : { comment: `the first ${first} of ${size} bytes` }),
  };
}

/** `params` is what the type asks for where there is no text; both are never given. */
function postDataOf({ headers, body }: Exchange["request"]): PostData {
  const { text, encoding, comment } = harBody(body);
  const notes = [...(encoding ? ["base64"] : []), ...(comment ? [comment] : [])];
  return {
    mimeType: headerOf(headers, "content-type") ?? NO_TYPE,
    text,
    ...(notes.length > 0 ? { comment: notes.join(", ") } : {}),
  };
}

/** A request without an answer has the status 0, as browsers export it. */
function responseOf({ response }: Exchange): Response {
  const headers = response?.headers ?? {};
  const length = headerOf(headers, "content-length") ?? "";
  return {
    status: response?.status ?? 0,
    // Evidence has no reason phrases.
    statusText: "",
    httpVersion: response ? HTTP_VERSION : "",
    cookies: [],
    headers: headersOf(headers),
    content: contentOf(headers, response?.body ?? ""),
    redirectURL: headerOf(headers, "location") ?? "",
    headersSize: UNKNOWN,
    bodySize: isSmallInteger(length) ? Number(length) : UNKNOWN,
  };
}

function contentOf(headers: Readonly<Record<string, string>>, body: string): Content {
  const { size, text, encoding, comment } = harBody(body);
  return {
    size,
    mimeType: headerOf(headers, "content-type") ?? NO_TYPE,
    ...(body === "" ? {} : { text }),
    ...(encoding ? { encoding } : {}),
    ...(comment ? { comment } : {}),
  };
}

function headersOf(headers: Headers) {
  return headerLines(headers).map(([name, value]) => ({ name, value }));
}

function headerOf(headers: Headers, wanted: string): string | undefined {
  return headerLines(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function isSmallInteger(text: string): boolean {
  return /^\d+$/.test(text) && text.length <= LARGEST_INTEGER_DIGITS;
}
