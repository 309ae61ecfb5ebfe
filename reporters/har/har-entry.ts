import type { Content, Entry, PostData, Request, Response } from "har-format";
import type { Exchange } from "../../src/model/exchange.ts";
import { asUri } from "../text/as-uri.ts";
import { harBody } from "./har-body.ts";

/** HAR's word for what is not known. */
const UNKNOWN = -1;
const HTTP_VERSION = "HTTP/1.1";
const NO_TYPE = "x-unknown";
const LARGEST_INTEGER_DIGITS = 15;

/** One exchange; `startedAt` in milliseconds since 1970. All of the time counts as waiting: nothing finer was measured. */
export function harEntry(exchange: Exchange, pageref: string, startedAt: number): Entry {
  const { durationMs, failure } = exchange;
  return {
    pageref,
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

function headersOf(headers: Readonly<Record<string, string>>) {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function headerOf(headers: Readonly<Record<string, string>>, wanted: string): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function isSmallInteger(text: string): boolean {
  return /^\d+$/.test(text) && text.length <= LARGEST_INTEGER_DIGITS;
}
