/**
 * How a request goes over the wire, where that is not as a client writes it that is well: broken off, or
 * in a way that HTTP allows and few clients choose. Every value is concrete.
 */
export interface Transfer {
  /** The body ends after so many bytes, or so much of it; the head announces all of it. */
  readonly cut?: number | { readonly share: number };
  /** The head announces so many bytes more, or fewer, than the body has; all of the body is sent. */
  readonly announce?: { readonly more: number } | { readonly fewer: number };
  /** How a body that is cut ends: its sender closes (FIN), after which it still reads, or resets (RST). */
  readonly by?: "close" | "reset";
  /** The client goes without reading the answer: once the request is out, or once the answer begins. */
  readonly leave?: "sent" | "answered";
  /** `Expect: 100-continue`: the body waits for the interim answer, or a second (RFC 9110, 10.1.1). */
  readonly expect?: "continue";
  /** The body goes in so many parts of about the same length. */
  readonly parts?: number;
  /** Milliseconds between two parts; default {@link PAUSE_MS}. */
  readonly pause?: number;
  /** Chunked framing (RFC 9112, 7.1) instead of a length. */
  readonly chunked?: Chunked;
  /** So many copies go out at once over one connection (RFC 9112, 9.3.2); the last answer counts. */
  readonly pipelined?: number;
  /** The calls of a case that name the same one share it while the server keeps it open. */
  readonly connection?: string;
}

export interface Chunked {
  /** Bytes of a chunk; default all of the body. */
  readonly size?: number;
  /** Each chunk has an extension, which a recipient ignores that does not know it (RFC 9112, 7.1.1). */
  readonly extension?: true;
  /** Fields behind the body (RFC 9112, 7.1.2). */
  readonly trailers?: Readonly<Record<string, string>>;
}

/** Long enough that each part is a packet of its own, and certainly on the way for a while. */
export const PAUSE_MS = 16;

/** Whether an answer may be wanting although the server is well: the message is not whole, or nobody reads. */
export function isBroken(transfer: Transfer | undefined): boolean {
  if (!transfer) return false;
  return isCut(transfer) || transfer.announce !== undefined || transfer.leave !== undefined;
}

/** Whether the body of a message ends before its announced end. */
export function isCut({ cut, announce }: Transfer): boolean {
  return cut !== undefined || (announce !== undefined && "more" in announce);
}

/** Whether it says something of the body, which the request has to have then. */
export function needsBody({ cut, announce, expect, parts, chunked }: Transfer): boolean {
  return [cut, announce, expect, parts, chunked].some((part) => part !== undefined);
}

/**
 * The parts of a transfer that say what is odd, one of them at least; each is written by itself, or with
 * those that {@link BESIDE} allows.
 */
export const TRANSFERS = [
  "cut",
  "announce",
  "leave",
  "expect",
  "parts",
  "chunked",
  "pipelined",
  "connection",
] as const satisfies readonly (keyof Transfer)[];

/** What may stand beside the part that says what is odd. */
export const BESIDE: Readonly<Record<(typeof TRANSFERS)[number], readonly (keyof Transfer)[]>> = {
  cut: ["by", "chunked"],
  announce: ["by"],
  leave: [],
  expect: [],
  parts: ["pause"],
  chunked: ["cut", "by"],
  pipelined: [],
  connection: [],
};

/** In words, as evidence has it: `cut after 5 bytes of the body, by closing the connection`. */
export function transferWords(transfer: Transfer): string {
  const { cut, announce, leave, expect, parts, pause = PAUSE_MS } = transfer;
  const { chunked, pipelined, connection } = transfer;
  const words: string[] = [];
  if (chunked) words.push(chunkedWords(chunked));
  if (cut !== undefined) {
    const after = typeof cut === "number" ? `${cut} bytes` : `${cut.share * HUNDRED} %`;
    words.push(`the body cut after ${after}, ${byWords(transfer)}`);
  }
  if (announce && "more" in announce) {
    words.push(`${announce.more} bytes more announced than sent, ended ${byWords(transfer)}`);
  }
  if (announce && "fewer" in announce) {
    words.push(`${announce.fewer} bytes fewer announced than sent`);
  }
  if (leave !== undefined) {
    const when = leave === "sent" ? "the request was out" : "the answer began";
    words.push(`the connection left when ${when}`);
  }
  if (expect !== undefined) words.push("the body held back until 100 Continue");
  if (parts !== undefined) words.push(`the body in ${parts} parts, ${pause} ms apart`);
  if (pipelined !== undefined) words.push(`${pipelined} times at once over one connection`);
  if (connection !== undefined) words.push(`over the connection "${connection}"`);
  return words.join("; ");
}

const HUNDRED = 100;

function byWords({ by = "close" }: Transfer): string {
  return by === "close" ? "by closing the connection" : "by a reset";
}

function chunkedWords({ size, extension, trailers }: Chunked): string {
  const of = size === undefined ? "one chunk" : `chunks of ${size} bytes`;
  const more = [...(extension ? ["extensions"] : []), ...(trailers ? ["trailers"] : [])];
  return `the body in ${of}${more.length > 0 ? ` with ${more.join(" and ")}` : ""}`;
}
