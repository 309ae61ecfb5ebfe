import { HTTPParser } from "http-parser-js";
import type { HeaderLine } from "../model/header-lines.ts";
import { trimEnd } from "../model/trim-end.ts";

/** The head of a message: of a request `method` and `target`, of a response `status`. */
export interface MessageHead {
  readonly minorVersion: number;
  readonly method: string;
  /** As it was sent: a path with its query, or a whole URL. */
  readonly target: string;
  readonly status: number;
  readonly lines: readonly HeaderLine[];
}

/** What a reader tells of the messages of one direction, in their order. */
export interface MessageListener {
  /** True where the message has no body whatever its head says: an answer to HEAD. */
  head(head: MessageHead): boolean;
  body(bytes: Buffer): void;
  end(trailers: readonly HeaderLine[]): void;
  /** What follows cannot be read, or does not come, and nothing more is told. `why` continues "a message …". */
  broken(why: string, how: "unclear" | "not-whole"): void;
}

export interface MessageReader {
  read(bytes: Buffer): void;
  /** Whether there is a beginning of a head that is not whole yet, which may be none. */
  isInHead(): boolean;
  /** No more comes: a body without a length is whole now, and any other that is not all there is broken. */
  ended(): void;
}

const LONGEST_LINE = 64 * 1024;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** A value without control characters but tabs (RFC 9110, 5.5). */
const VALUE = /^[\t -~\u0080-\u00ff]*$/;
const CHUNK_HEAD = /^[0-9a-f]{1,13}[ \t]*(?:;[\t -~\u0080-\u00ff]*)?$/i;
const LENGTH = /^[0-9]{1,15}$/;
const LINE_FEED = 0x0a;
/** Where the parser expects another message. */
const AT_START = /^(?:REQUEST|RESPONSE)_LINE$/;
const SWITCHING = 101;

/**
 * Reads the HTTP/1.x messages of one direction of a connection. It is as strict as RFC 9112 asks of who reads: a
 * message that two readers may take for different ones is broken, for nobody can tell what was asked or answered.
 */
export function readMessages(
  kind: "request" | "response",
  listener: MessageListener,
): MessageReader {
  const parser = new HTTPParser(kind === "request" ? HTTPParser.REQUEST : HTTPParser.RESPONSE);
  let trailers: readonly HeaderLine[] = [];
  let isOver = false;
  const breakOff = (why: string, how: "unclear" | "not-whole"): void => {
    if (isOver) return;
    isOver = true;
    listener.broken(why, how);
  };
  const inside = parser as unknown as Inside;
  beStrict(inside);
  parser[HTTPParser.kOnHeadersComplete] = (info) => {
    const lines = linesOf(info.headers);
    const why = whyUnclear(lines, kind, info.versionMinor);
    if (why !== undefined) throw new Unclear(why);
    const { versionMajor, versionMinor: minorVersion, statusCode: status = 0, url = "" } = info;
    if (versionMajor !== 1) throw new Unclear("is of another version of HTTP");
    const isOther = kind === "request" ? info.upgrade : status === SWITCHING;
    if (isOther) throw new Unclear("changes to another protocol");
    const method = kind === "request" ? (HTTPParser.methods[info.method] ?? "") : "";
    trailers = [];
    return listener.head({ minorVersion, method, target: url, status, lines }) ? 1 : 0;
  };
  parser[HTTPParser.kOnBody] = (bytes, offset, length) => {
    listener.body(bytes.subarray(offset, offset + length));
  };
  parser[HTTPParser.kOnHeaders] = (fields) => {
    trailers = linesOf(fields);
  };
  parser[HTTPParser.kOnMessageComplete] = () => listener.end(trailers);
  return {
    read: (bytes) => {
      if (isOver) return;
      const why = attempt(() => parser.execute(bytes));
      if (why !== undefined) breakOff(why, "unclear");
    },
    isInHead: () =>
      inside.state === "HEADER" || (AT_START.test(inside.state) && inside.line !== ""),
    ended: () => {
      if (isOver) return;
      const why = attempt(() => parser.finish());
      if (why !== undefined) breakOff("ends before it is whole", "not-whole");
      isOver = true;
    },
  };
}

/** A message that cannot be told from another; the message continues "a message …". */
class Unclear extends Error {
  override readonly name = "Unclear";
}

function attempt(act: () => unknown): string | undefined {
  try {
    const outcome = act();
    if (!(outcome instanceof Error)) return undefined;
    return outcome instanceof Unclear ? outcome.message : "is no HTTP/1.1 message";
  } catch (error) {
    // The parser throws what its listeners throw.
    if (error instanceof Unclear) return error.message;
    throw error;
  }
}

/** What the parser reads lines from; its types leave that out. */
interface Inside {
  chunk: Buffer | null;
  offset: number;
  end: number;
  line: string;
  state: string;
}

/** The parser leaves out what it cannot read, and takes a line feed alone for the end of a line. */
function beStrict(inside: Inside): void {
  const consumeLine = (): string | undefined => {
    const { chunk, offset, end } = inside;
    if (!chunk) return undefined;
    const at = chunk.indexOf(LINE_FEED, offset);
    const isWhole = at !== -1 && at < end;
    inside.line += chunk.toString("latin1", offset, isWhole ? at : end);
    inside.offset = isWhole ? at + 1 : end;
    if (inside.line.length > LONGEST_LINE) throw new Unclear("has a line that is too long");
    if (!isWhole) return undefined;
    const { line } = inside;
    inside.line = "";
    if (!line.endsWith("\r")) throw new Unclear("has a line that ends with a line feed alone");
    const text = line.slice(0, -1);
    const isChunk = inside.state === "BODY_CHUNKHEAD";
    if (isChunk && !CHUNK_HEAD.test(text)) throw new Unclear("has a chunk without a length");
    return text;
  };
  const parseHeader = (line: string, headers: string[]): void => {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0));
    const value = line.slice(colon + 1).replace(/^[\t ]+/, "");
    if (!TOKEN.test(name) || !VALUE.test(value)) {
      throw new Unclear("has a line in its head that is no field");
    }
    headers.push(name, trimEnd(value, /[\t ]/));
  };
  Object.assign(inside, { consumeLine, parseHeader });
}

function linesOf(flat: readonly string[]): readonly HeaderLine[] {
  return flat.flatMap((name, index): readonly HeaderLine[] =>
    index % 2 === 0 ? [[name, flat[index + 1] ?? ""]] : [],
  );
}

/** Why nobody can say for certain where the body ends, or whom a request is for (RFC 9112, 3.2 and 6.3). */
function whyUnclear(
  lines: readonly HeaderLine[],
  kind: "request" | "response",
  minorVersion: number,
): string | undefined {
  const valuesOf = (wanted: string): readonly string[] =>
    lines.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  const lengths = valuesOf("content-length");
  const codings = valuesOf("transfer-encoding");
  if (lengths.length > 1 || lengths.some((one) => !LENGTH.test(one))) {
    return "has no clear length";
  }
  if (codings.length > 0 && lengths.length > 0) return "has both a length and a transfer coding";
  if (codings.length > 1 || codings.some((one) => one.toLowerCase() !== "chunked")) {
    return "has a transfer coding other than chunked";
  }
  if (codings.length > 0 && minorVersion === 0) return "is of HTTP/1.0 and chunked";
  const hosts = valuesOf("host").length;
  const isAddressed = kind === "response" || hosts === 1 || (hosts === 0 && minorVersion === 0);
  return isAddressed ? undefined : "has not just one Host";
}
