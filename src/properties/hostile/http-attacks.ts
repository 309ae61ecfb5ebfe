import { bindingsThat } from "../../model/binding.ts";
import { headerLines } from "../../model/header-lines.ts";
import { encode } from "../../wire/encode/encode.ts";
import { bodyOf } from "../../wire/encode/transfer.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import { USER_AGENT } from "../relation/raw-request.ts";
import type { Message } from "../relation/send-message.ts";
import type { Attack } from "./attack.ts";

const WITH_BODY = bindingsThat(({ argumentsIn }) => argumentsIn !== "query");
const KIB = 1024;
/** A server waits for what was announced; so long, and the connection is cut. */
const CUT_AFTER_MS = 80;

interface Broken {
  /** Instead of `<method> <path> HTTP/1.1`. */
  readonly line?: (path: string, method: string) => string;
  /** The header lines after Host; the default is that of the request, with the right length. */
  readonly headers?: (own: readonly string[], length: number) => readonly string[];
  readonly body?: (body: Buffer) => Buffer;
  /** The server cannot know that the message is over. */
  readonly waits?: true;
}

const attack = (
  name: string,
  { line, headers, body: change, waits }: Broken,
  bindings: Attack["bindings"] = WITH_BODY,
): Attack => ({
  name,
  bindings,
  // What a server makes of a message that says two things is its own affair.
  neverAccepted: false,
  mayClose: true,
  message: (call, service) => {
    const request = encode(call, service);
    const { host } = new URL(request.url);
    const path = request.url.replace(/^\w+:\/\/[^/?#]*/, "");
    const body = change ? change(bodyOf(request)) : bodyOf(request);
    const own = headerLines(request.headers).map(([field, value]) => `${field}: ${value}`);
    const sent = headers?.(own, body.length) ?? [...own, `Content-Length: ${body.length}`];
    const head = [
      line?.(path, request.method) ?? `${request.method} ${path} HTTP/1.1`,
      `Host: ${host}`,
      "Connection: close",
      USER_AGENT,
      ...sent,
    ].join("\r\n");
    const bytes = Buffer.concat([Buffer.from(`${head}\r\n\r\n`, "latin1"), body]);
    return shownAs(request, bytes, waits === true);
  },
});

/** Messages that are no good HTTP, or say two things at once (RFC 9112). */
export const HTTP_ATTACKS: readonly Attack[] = [
  attack("two equal lengths", {
    headers: (own, length) => [...own, `Content-Length: ${length}`, `Content-Length: ${length}`],
  }),
  attack("two different lengths", {
    headers: (own, length) => [...own, `Content-Length: ${length}`, "Content-Length: 3"],
  }),
  attack("a length and chunks", {
    headers: (own) => [...own, "Content-Length: 4", "Transfer-Encoding: chunked"],
    body: chunked,
  }),
  attack("an unknown transfer coding", {
    headers: (own, length) => [...own, `Content-Length: ${length}`, "Transfer-Encoding: x-none"],
    waits: true,
  }),
  attack("a length that is no number", { headers: (own) => [...own, "Content-Length: 1e1"] }),
  attack("a negative length", { headers: (own) => [...own, "Content-Length: -1"] }),
  attack("a length beyond 64 bits", {
    headers: (own) => [...own, "Content-Length: 99999999999999999999"],
    waits: true,
  }),
  attack("a length longer than the body", {
    headers: (own, length) => [...own, `Content-Length: ${length + 100}`],
    waits: true,
  }),
  attack("a length shorter than the body", {
    headers: (own, length) => [...own, `Content-Length: ${Math.max(0, length - 10)}`],
  }),
  attack("an announced 32 GiB, cut off", {
    headers: (own) => [...own, `Content-Length: ${32 * KIB ** 3}`],
    waits: true,
  }),
  attack("a chunk size that is no number", {
    headers: (own) => [...own, "Transfer-Encoding: chunked"],
    body: (body) => Buffer.concat([Buffer.from("zz\r\n"), body, Buffer.from("\r\n0\r\n\r\n")]),
  }),
  attack("a chunk size beyond 64 bits", {
    headers: (own) => [...own, "Transfer-Encoding: chunked"],
    body: (body) => Buffer.concat([Buffer.from(`${"f".repeat(20)}\r\n`), body]),
    waits: true,
  }),
  attack("chunks that do not end", {
    headers: (own) => [...own, "Transfer-Encoding: chunked"],
    body: (body) => chunked(body).subarray(0, -5),
    waits: true,
  }),
  attack("two different media types", {
    headers: (own, length) => [...own, "Content-Type: text/plain", `Content-Length: ${length}`],
  }),
  attack("two different actions", {
    headers: (own, length) => [
      ...own,
      'SOAPAction: "http://other.invalid/Other"',
      `Content-Length: ${length}`,
    ],
  }),
  attack("a media type of multipart without boundary", {
    headers: (own, length) => [
      ...own.filter((line) => !/^content-type/i.test(line)),
      "Content-Type: multipart/form-data",
      `Content-Length: ${length}`,
    ],
  }),
  attack("a body that says it is compressed", {
    headers: (own, length) => [...own, "Content-Encoding: gzip", `Content-Length: ${length}`],
  }),
  attack("two hosts", {
    headers: (own, length) => [...own, "Host: other.invalid", `Content-Length: ${length}`],
  }),
  attack("a header of 100 KiB", {
    headers: (own, length) => [
      ...own,
      `X-Assay: ${"a".repeat(100 * KIB)}`,
      `Content-Length: ${length}`,
    ],
  }),
  attack("3,000 headers", {
    headers: (own, length) => [
      ...own,
      ...Array.from({ length: 3000 }, (_, n) => `X-Assay-${n}: 1`),
      `Content-Length: ${length}`,
    ],
  }),
  attack("a NUL in a header", {
    headers: (own, length) => [...own, "X-Assay: a\0b", `Content-Length: ${length}`],
  }),
  attack("a header without a name", {
    headers: (own, length) => [...own, ": 1", `Content-Length: ${length}`],
  }),
  attack("an expectation that nobody knows", {
    headers: (own, length) => [...own, "Expect: 200-maybe", `Content-Length: ${length}`],
  }),
  attack("HTTP/9.9", { line: (path, method) => `${method} ${path} HTTP/9.9` }),
  attack("HTTP/0.9", { line: (path) => `GET ${path}` }),
  attack("a method that nobody knows", { line: (path) => `ASSAY ${path} HTTP/1.1` }),
  attack("a path of 64 KiB", {
    line: (path, method) => `${method} ${path}/${"a".repeat(64 * KIB)} HTTP/1.1`,
  }),
  attack("a path with dots", {
    line: (path, method) => `${method} ${path}/../../../../etc/passwd HTTP/1.1`,
  }),
  attack("a path with encoded dots", {
    line: (path, method) => `${method} ${path}/%2e%2e%2f%2e%2e%2fetc%2fpasswd%00 HTTP/1.1`,
  }),
  attack("no HTTP at all", { line: () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" }),
  attack("half a head", {
    headers: (own) => [...own, "X-Assay: 1\r\nX-Half"],
    body: () => Buffer.alloc(0),
    waits: true,
  }),
];

function shownAs(request: WireRequest, bytes: Buffer, waits: boolean): Message {
  return {
    url: request.url,
    pieces: [bytes],
    ...(waits ? { cutAfterMs: CUT_AFTER_MS } : {}),
    // The whole message, as its body: its headers are not what the server may have read.
    shown: { method: request.method, url: request.url, headers: {}, body: bytes },
  };
}

function chunked(body: Buffer): Buffer {
  const size = Buffer.from(`${body.length.toString(16)}\r\n`);
  return Buffer.concat([size, body, Buffer.from("\r\n0\r\n\r\n")]);
}
