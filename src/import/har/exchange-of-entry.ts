import { charsetOf } from "../../judge/answer/charset-of.ts";
import { type HeaderLine, headerOf, valuesOfHeader } from "../../model/header-lines.ts";
import type { SeenExchange, SeenMessage } from "../../traffic/seen-exchange.ts";

/** What is read of an entry of an HTTP Archive. */
export interface HarEntry {
  readonly startedDateTime?: string;
  readonly time?: number | null;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly HarHeader[];
    readonly postData?: { text?: string; encoding?: string; comment?: string };
    readonly bodySize?: number;
  };
  readonly response: {
    readonly status: number;
    readonly headers: readonly HarHeader[];
    readonly content: {
      readonly size?: number;
      readonly text?: string;
      readonly encoding?: string;
    };
  };
}

interface HarHeader {
  readonly name: string;
  readonly value: string;
}

/** What was asked. */
export interface HarRequest {
  readonly method: string;
  /** A whole URL, without a fragment. */
  readonly target: string;
  readonly lines: readonly HeaderLine[];
}

/** What Assay's own evidence has in place of bytes and of what was cut off; labels of secrets are no such note. */
const NOTE = /‹(?:cut here: )?\d+ (?:bytes|characters)/;
/** Headers that browsers leave out of archives that are to be shown to others. */
const CLEANED: readonly string[] = ["authorization", "cookie"];

export function requestOf({ method, url, headers }: HarEntry["request"]): HarRequest {
  return { method, target: url.split("#")[0] ?? "", lines: linesOf(headers) };
}

/** The headers that may have been left out of every request of an archive: no request has any of them. */
export function leftOut(requests: readonly HarRequest[]): readonly string[] {
  const isThere = requests.some(({ lines }) =>
    CLEANED.some((name) => valuesOfHeader(lines, name).length > 0),
  );
  return isThere ? [] : CLEANED;
}

/**
 * The exchange of an entry, as far as it can be read; undefined where no answer came, and where the archive has not
 * all of it: a body, the lines of the answer.
 *
 * @param number that of the entry in the file
 */
export function exchangeOf(
  entry: HarEntry,
  number: number,
  mayLack: readonly string[],
): SeenExchange | undefined {
  const { response, startedDateTime = "", time } = entry;
  const { method, target, lines } = requestOf(entry.request);
  const sent = sentBody(entry.request, lines);
  const came = cameBody(entry);
  const answered = linesOf(response.headers);
  if (response.status === 0 || !sent || !came || answered.length === 0) return undefined;
  const durationMs = typeof time === "number" && time >= 0 ? time : undefined;
  const began = millisecondsOf(startedDateTime);
  const isText = response.content.encoding?.toLowerCase() !== "base64";
  return {
    number,
    method,
    target,
    request: messageOf(lines, sent),
    status: response.status,
    response: messageOf(isText ? inUtf8(answered) : answered, came),
    informational: [],
    began: began.from,
    ended: durationMs === undefined ? Number.NaN : began.to + durationMs,
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(mayLack.length > 0 ? { mayLack } : {}),
  };
}

/** What a time of day stands for, as exactly as it is written: `.5` is anything from 500 ms on to 600. */
function millisecondsOf(text: string): { readonly from: number; readonly to: number } {
  const whole = Date.parse(text);
  const [, fraction = ""] = /\d\.(\d+)(?:Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
  const more = Number(`0.${fraction.slice(3) || "0"}`);
  const from = whole + more;
  return { from, to: from + 1000 / 10 ** fraction.length };
}

function messageOf(lines: readonly HeaderLine[], body: Buffer): SeenMessage {
  return { lines, body, size: body.length, trailers: [] };
}

/** Pseudo-headers of HTTP/2 are none. */
function linesOf(headers: readonly HarHeader[]): readonly HeaderLine[] {
  return headers
    .filter(({ name }) => !name.startsWith(":"))
    .map(({ name, value }): HeaderLine => [name, value]);
}

/** Undefined where it is not, or not all, there. */
function cameBody({ request, response }: HarEntry): Buffer | undefined {
  const { status, headers, content } = response;
  const { text, size = 0, encoding } = content;
  const hasNone = request.method === "HEAD" || status === 204 || status === 304;
  if (text === undefined) {
    const length = headerOf(linesOf(headers), "content-length");
    const isEmpty = hasNone || content.size === 0 || (size <= 0 && length === "0");
    return isEmpty ? Buffer.alloc(0) : undefined;
  }
  const body = bytesOf(text, encoding);
  return NOTE.test(text) || body.length < size ? undefined : body;
}

/** HAR 1.2 knows no encoding of a request's body; who writes bytes says so in a comment or in a field of his own. */
function sentBody(
  { postData, bodySize = 0 }: HarEntry["request"],
  lines: readonly HeaderLine[],
): Buffer | undefined {
  const length = headerOf(lines, "content-length") ?? "";
  const announced = /^\d+$/.test(length) ? Number(length) : undefined;
  const { text, comment = "", encoding } = postData ?? {};
  if (text === undefined) {
    const size = announced ?? Math.max(bodySize, 0);
    return size === 0 && postData === undefined ? Buffer.alloc(0) : undefined;
  }
  if (/\bthe first \d+ of\b/.test(comment) || NOTE.test(text)) return undefined;
  const isBase64 = /^base64$/i.test(encoding ?? "") || /\bbase64\b/.test(comment);
  const body = bytesOf(text, isBase64 ? "base64" : undefined);
  // What was announced did not all come, or was recorded otherwise than it went.
  return announced !== undefined && announced !== body.length ? undefined : body;
}

function bytesOf(text: string, encoding: string | undefined): Buffer {
  return Buffer.from(text, encoding?.toLowerCase() === "base64" ? "base64" : "utf8");
}

/** A text of the file is decoded already: what it was encoded in counts no more. */
function inUtf8(lines: readonly HeaderLine[]): readonly HeaderLine[] {
  return lines.map(([name, value]): HeaderLine => {
    const isOther = name.toLowerCase() === "content-type" && charsetOf(value) !== undefined;
    return [name, isOther ? `${value.split(";")[0]}; charset=utf-8` : value];
  });
}
