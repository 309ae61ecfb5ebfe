import { charsetOf } from "../../judge/answer/charset-of.ts";
import type { Response } from "../../judge/answer/not-an-answer.ts";
import { UsageError } from "../../model/errors.ts";
import type { HeaderLine } from "../../model/header-lines.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { parseJsonDocument } from "../../schema/json-document.ts";
import { lazily } from "../../schema/lazily.ts";
import { compileSchema } from "../../schema/validate.ts";
import { HAR_SCHEMA } from "./har-schema.ts";

/** One exchange of recorded traffic, whole as far as the file has it. It holds real secrets. */
export interface HarEntry {
  /** Its number in the file, from 1. */
  readonly number: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly HeaderLine[];
    /** Null where there is none; undefined where the file does not have it, or not all of it. */
    readonly body: Buffer | null | undefined;
  };
  /** Absent where no answer came. */
  readonly response?: Response;
  /** Whether the answer's body is all there. */
  readonly isWhole: boolean;
}

const checkHar = compileSchema(HAR_SCHEMA);
/** Of many problems the first ones say what is the matter. */
const MOST_PROBLEMS = 5;
/** What Assay's own evidence has in place of bytes and of what was cut off; labels of secrets are no such note. */
const NOTE = /‹(?:cut here: )?\d+ (?:bytes|characters)/;

/**
 * The entries of an HTTP Archive in the order in which they began.
 *
 * @param file its name, for messages
 * @throws UsageError (`har-invalid`, `json-syntax`) with the place
 */
export function readHar(file: string, text: string): readonly HarEntry[] {
  const document = documentOf(file, text);
  const { log } = (document.value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof log !== "object" || log === null) {
    const message = 'this is not a HAR: it has no object "log"';
    const hint = "save the traffic as HAR in the network panel of a browser, or in a proxy";
    throw new UsageError("har-invalid", [{ message, at: document.positionOf([]), hint }]);
  }
  const problems = checkHar(document);
  if (problems.length > 0) throw new UsageError("har-invalid", problems.slice(0, MOST_PROBLEMS));
  return inOrder((log as unknown as Log).entries.map(entryOf));
}

interface Log {
  readonly entries: readonly RawEntry[];
}

interface RawEntry {
  readonly startedDateTime?: string;
  readonly time?: number | null;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly RawHeader[];
    readonly postData?: { text?: string; encoding?: string; comment?: string };
    readonly bodySize?: number;
  };
  readonly response: {
    readonly status: number;
    readonly headers: readonly RawHeader[];
    readonly content: {
      readonly size?: number;
      readonly text?: string;
      readonly encoding?: string;
    };
  };
}

interface RawHeader {
  readonly name: string;
  readonly value: string;
}

/** A file may have many megabytes: where things stand is found out only when something is wrong. */
function documentOf(file: string, text: string): SourceDocument {
  const positions = lazily(() => parseJsonDocument(file, text));
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return { file, value, positionOf: (place, part) => positions().positionOf(place, part) };
  } catch {
    // It says where; comments and commas too many are read over.
    return positions();
  }
}

interface Timed extends HarEntry {
  readonly startedAt: number;
}

function inOrder(entries: readonly Timed[]): readonly HarEntry[] {
  // Without a time of day the file's order is all there is.
  if (entries.some(({ startedAt }) => Number.isNaN(startedAt))) return entries;
  return [...entries].sort((one, other) => one.startedAt - other.startedAt);
}

function entryOf(
  { startedDateTime = "", time, request, response }: RawEntry,
  index: number,
): Timed {
  const { status, headers, content } = response;
  const body = bodyOf(content);
  const isWhole =
    !NOTE.test(content.text ?? "") &&
    body.length >= (content.size ?? 0) &&
    (content.text !== undefined || content.size === 0 || hasNoBody(request.method, status));
  return {
    number: index + 1,
    startedAt: Date.parse(startedDateTime),
    request: {
      method: request.method,
      url: request.url,
      headers: linesOf(request.headers),
      body: sentBody(request),
    },
    ...(status === 0
      ? {}
      : {
          response: responseOf(
            status,
            headers,
            { body, isText: content.encoding !== "base64" },
            time,
          ),
        }),
    isWhole,
  };
}

function hasNoBody(method: string, status: number): boolean {
  return method === "HEAD" || status === 204 || status === 304;
}

function bodyOf({ text = "", encoding }: { readonly text?: string; readonly encoding?: string }) {
  return Buffer.from(text, encoding?.toLowerCase() === "base64" ? "base64" : "utf8");
}

/** HAR 1.2 knows no encoding of a request's body; who writes bytes says so in a comment or in a field of his own. */
function sentBody({ postData, bodySize, headers }: RawEntry["request"]): Buffer | null | undefined {
  const length = linesOf(headers).find(([name]) => name.toLowerCase() === "content-length")?.[1];
  const announced = length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined;
  const { text, comment = "", encoding } = postData ?? {};
  if (text === undefined) {
    const size = announced ?? Math.max(bodySize ?? 0, 0);
    return size === 0 && postData === undefined ? null : undefined;
  }
  if (/\bthe first \d+ of\b/.test(comment) || NOTE.test(text)) return undefined;
  const isBase64 = encoding === "base64" || /\bbase64\b/.test(comment);
  const body = bodyOf({ text, encoding: isBase64 ? "base64" : "utf8" });
  // What was announced did not all come, or was recorded otherwise than it went.
  return announced !== undefined && announced !== body.length ? undefined : body;
}

function linesOf(headers: readonly RawHeader[]): readonly HeaderLine[] {
  return headers.map(({ name, value }): HeaderLine => [name, value]);
}

function responseOf(
  status: number,
  headers: readonly RawHeader[],
  { body, isText }: { readonly body: Buffer; readonly isText: boolean },
  time: number | null | undefined,
): Response {
  const lines = new Map<string, string[]>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    lines.set(key, [...(lines.get(key) ?? []), value]);
  }
  const joined = Object.fromEntries([...lines].map(([name, values]) => [name, values.join(", ")]));
  const repeated = [...lines].filter(([, values]) => values.length > 1);
  return {
    kind: "response",
    status,
    headers: isText ? inUtf8(joined) : joined,
    ...(repeated.length > 0 ? { repeated: Object.fromEntries(repeated) } : {}),
    body,
    durationMs: typeof time === "number" && time >= 0 ? time : 0,
  };
}

/** A text of the file is decoded already: what it was encoded in counts no more. */
function inUtf8(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const type = headers["content-type"];
  if (type === undefined || charsetOf(type) === undefined) return headers;
  return { ...headers, "content-type": `${type.split(";")[0]}; charset=utf-8` };
}
