import { type Binding, bindingsThat, isSoap, traitsOf } from "../../model/binding.ts";
import { hasHeader, headerLines, headersOf } from "../../model/header-lines.ts";
import { bodyOf, headOf, inChunks } from "../../wire/encode/transfer.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import { USER_AGENT } from "./raw-request.ts";
import type { Message } from "./send-message.ts";

/** A request that a server has reason to refuse before it has read what comes with it. */
export interface Refusal {
  /** As counterexamples name it. */
  readonly name: string;
  readonly bindings: readonly Binding[];
  /** Made of a call that the documents have refused. */
  readonly request: (refused: WireRequest) => WireRequest;
  readonly chunked?: true;
}

const ALL = bindingsThat(() => true);
const WITH_BODY = bindingsThat(({ argumentsIn }) => argumentsIn !== "query");
/** What is large is sent once for a service that has a form. */
const BESIDES_SOAP = WITH_BODY.filter((binding) => !isSoap(traitsOf(binding)));
const KIB = 1024;
const MUCH = 64 * KIB;
/** More than the buffers of a connection hold. */
const LARGE = KIB * KIB;

/** Each with bodies of several sizes, of a length that is announced and in chunks. */
export const REFUSALS: readonly Refusal[] = [
  { name: "a refused call", bindings: ALL, request: (refused) => refused },
  {
    name: "a refused call with 64 KiB more",
    bindings: ALL,
    request: (refused) => filled(refused, MUCH),
  },
  {
    name: "a refused call with 64 KiB more, in chunks",
    bindings: ALL,
    request: (refused) => filled(refused, MUCH),
    chunked: true,
  },
  { name: "a call without parameters", bindings: WITH_BODY, request: bare },
  {
    name: "an operation that is not there, with one byte",
    bindings: ALL,
    request: (refused) => elsewhere({ ...bare(refused), body: "a" }),
  },
  {
    name: "an operation that is not there, with 64 KiB in chunks",
    bindings: ALL,
    request: (refused) => elsewhere(filled(bare(refused), MUCH)),
    chunked: true,
  },
  {
    name: "an operation that is not there, with 1 MiB",
    bindings: BESIDES_SOAP,
    request: (refused) => elsewhere(filled(bare(refused), LARGE)),
  },
  {
    name: "a media type that nobody knows, with 64 KiB",
    bindings: WITH_BODY,
    request: (refused) => unknownType(filled(refused, MUCH)),
  },
  {
    name: "a media type that nobody knows, in chunks",
    bindings: WITH_BODY,
    request: unknownType,
    chunked: true,
  },
];

/** Those that are sent at once with what comes behind them. */
export const PIPELINED: readonly Refusal[] = [
  { name: "a refused call", bindings: ALL, request: (refused) => refused },
  {
    name: "an operation that is not there, with 1 KiB",
    bindings: ALL,
    request: (refused) => elsewhere(filled(bare(refused), KIB)),
  },
  {
    name: "an operation that is not there, with 1 KiB in chunks",
    bindings: ALL,
    request: (refused) => elsewhere(filled(bare(refused), KIB)),
    chunked: true,
  },
];

/** A request as bytes for a connection of that name, which is to stay open. */
export function onConnection(request: WireRequest, name: string, isChunked = false): Message {
  const body = bodyOf(request);
  const hasBody = body.length > 0 || saysLength(request.method);
  const framing = isChunked
    ? ["Transfer-Encoding: chunked"]
    : hasBody
      ? [`Content-Length: ${body.length}`]
      : [];
  const own = hasHeader(request.headers, "user-agent") ? [] : [USER_AGENT];
  const head = Buffer.from(headOf(request, [...own, ...framing]), "latin1");
  const sent = isChunked ? inChunks(body, {}) : body;
  return {
    url: request.url,
    method: request.method,
    pieces: [head, ...(sent.length > 0 ? [sent] : [])],
    connection: name,
    shown: { ...request, transfer: { connection: name, ...(isChunked ? { chunked: {} } : {}) } },
  };
}

/** Whether a request of that method says how long its body is although it has none (RFC 9110, 8.6). */
function saysLength(method: string): boolean {
  return ["POST", "PUT", "PATCH"].includes(method);
}

/** With so many bytes more in its body: where its kind of body is known, without another meaning. */
function filled(request: WireRequest, bytes: number): WireRequest {
  const [, type = ""] =
    headerLines(request.headers).find(([name]) => name.toLowerCase() === "content-type") ?? [];
  const fill = "a".repeat(bytes);
  const text = /xml/i.test(type)
    ? `<!--${fill}-->`
    : /urlencoded/i.test(type)
      ? `&assayExtra=${fill}`
      : fill;
  return { ...request, body: Buffer.concat([bodyOf(request), Buffer.from(text)]) };
}

/** A request for what is not there, with nothing in it: it costs nothing and is refused. */
export function toNowhere(request: WireRequest): WireRequest {
  return elsewhere(bare(request));
}

/** Without query, body, and headers other than those that say what kind of message it is. */
function bare(request: WireRequest): WireRequest {
  const kind = headerLines(request.headers).filter(([name]) =>
    /^(?:content-type|soapaction)$/i.test(name),
  );
  const { body, url } = request;
  return {
    method: request.method,
    url: url.split("?", 1).join(),
    headers: headersOf(kind),
    body: body === null ? null : "",
  };
}

/** To where nothing is, below where the call goes. */
function elsewhere(request: WireRequest): WireRequest {
  const [path = "", ...query] = request.url.split("?");
  const below = `${path}${path.endsWith("/") ? "" : "/"}AssayNone`;
  return { ...request, url: [below, ...query].join("?") };
}

function unknownType(request: WireRequest): WireRequest {
  const others = headerLines(request.headers).filter(
    ([name]) => name.toLowerCase() !== "content-type",
  );
  return { ...request, headers: headersOf([...others, ["content-type", "application/x-assay"]]) };
}
