import { traitsOf } from "../model/binding.ts";
import type { Argument } from "../model/call.ts";
import { valuesOfHeader } from "../model/header-lines.ts";
import type { Operation, Parameter } from "../model/operation.ts";
import type { FoundOperation } from "./find-operation.ts";
import { fromEnvelope } from "./read-envelope.ts";
import { fromJson, fromPairs, isOfType, type Pair, utf8Of } from "./read-pairs.ts";
import type { SeenExchange, SeenMessage } from "./seen-exchange.ts";

/** What a request gives the parameters of its operation. */
export interface SeenArguments {
  readonly list: readonly Argument[];
  /** By the documents' names, without the credential; of bytes only how many there are. */
  readonly with: Readonly<Record<string, string>>;
  /** The bytes, as far as they were kept. */
  readonly bytes: Readonly<Record<string, Buffer>>;
  /** The ticket or key; undefined where the request has none. */
  readonly credential: string | undefined;
  /** How the names are spelled that the vendor's WSDL spells otherwise. */
  readonly spelling: "documented" | "wsdl" | "both" | "either";
}

/**
 * The arguments of a request. Undefined where it is not as the documents describe the operation: a parameter
 * more, or one twice, another form of body, text that cannot be decoded, or without a header that every call of
 * it has. What a server makes of those no document says.
 */
export function readArguments(
  { operation, binding, inPath, query }: FoundOperation,
  { request, mayLack = [] }: Pick<SeenExchange, "request" | "mayLack">,
): SeenArguments | undefined {
  const isLacking = (name: string): boolean =>
    mayLack.includes(name.toLowerCase()) && valuesOfHeader(request.lines, name).length === 0;
  // Who is not told to have asked may have been left out.
  const isHidden = operation.parameters.some(
    ({ name, type, in: place }) =>
      place === "header" && (type === "ticket" || type === "key") && isLacking(name),
  );
  if (isHidden) return undefined;
  if (request.lines.some(([name]) => ODD_HEADER.test(name))) return undefined;
  const { argumentsIn } = traitsOf(binding);
  switch (argumentsIn) {
    case "query":
      return request.size === 0 ? named(operation, fromPairs(query)) : undefined;
    case "form":
      return query === "" ? named(operation, fromForm(request)) : undefined;
    case "xml":
      return query === "" ? named(operation, fromEnvelope(operation, request)) : undefined;
    case "places":
      return fromRest(operation, { inPath, query }, request);
    case "body":
      // Only its codec knows how such a body is read.
      return undefined;
    default:
      return argumentsIn satisfies never;
  }
}

/** Another method than that of the first line, and a body that is packed. */
const ODD_HEADER = /^(?:x-(?:http-)?method(?:-override)?|content-encoding)$/i;

/** What others write in place of every secret: it tells nobody from anybody. */
const TAKEN_OUT = /^[[<(]?(?:redacted|removed|filtered|masked|hidden)[\])>]?$|^[*•]+$|^x{4,}$/i;

/** A form without a field is no body. */
function fromForm({ lines, body, size }: SeenMessage): readonly Pair[] | undefined {
  if (size === 0) return [];
  return isOfType(lines, "application/x-www-form-urlencoded")
    ? fromPairs(body && utf8Of(body))
    : undefined;
}

function fromRest(
  operation: Operation,
  { inPath, query }: Pick<FoundOperation, "inPath" | "query">,
  request: SeenMessage,
): SeenArguments | undefined {
  const { parameters } = operation;
  const ofHeader = parameters.filter(({ in: place }) => place === "header");
  const lines = ofHeader.flatMap(({ name }) =>
    valuesOfHeader(request.lines, name).map((value): Pair => [name, value]),
  );
  const isMissing = ofHeader.some(
    ({ name, default: usual }) => usual !== undefined && !lines.some(([own]) => own === name),
  );
  const asked = fromPairs(query);
  const isOdd = asked?.some(
    ([name]) => !parameters.some((one) => one.in === "query" && one.name === name),
  );
  if (isMissing || !asked || isOdd) return undefined;
  const pairs = [...Object.entries(inPath), ...asked, ...lines];
  const members = parameters.filter(({ in: place = "body" }) => place === "body");
  if (request.size === 0) return named(operation, pairs);
  const [first] = members;
  if (!first) return undefined;
  const { body: kind = "json" } = operation;
  if (kind === "raw") {
    const given = named(operation, pairs);
    return given && withBody(given, first, request);
  }
  const inBody =
    kind === "form" ? fromForm(request) : kind === "json" ? inJson(request) : undefined;
  return inBody && named(operation, [...pairs, ...inBody]);
}

function inJson({ lines, body }: SeenMessage): readonly Pair[] | undefined {
  return body && isOfType(lines, "application/json") ? fromJson(body) : undefined;
}

/** With the body of the request as the one value that it is. */
function withBody(
  given: SeenArguments,
  { name }: Parameter,
  { size, body }: SeenMessage,
): SeenArguments {
  const shown = bytesWords(size);
  return {
    ...given,
    list: [...given.list, { name, value: shown }],
    with: { ...given.with, [name]: shown },
    bytes: { ...given.bytes, ...(body ? { [name]: body } : {}) },
  };
}

/** Pairs as arguments of the parameters that they name, once each, by the documents or the vendor's WSDL. */
function named(
  operation: Operation,
  pairs: readonly Pair[] | undefined,
): SeenArguments | undefined {
  if (!pairs) return undefined;
  const { parameters } = operation;
  const values = new Map<Parameter, Pair>();
  for (const pair of pairs) {
    const [name] = pair;
    const parameter =
      parameters.find((one) => one.name === name) ?? parameters.find((one) => one.wsdl === name);
    if (!parameter || values.has(parameter)) return undefined;
    values.set(parameter, pair);
  }
  const shown: Record<string, string> = {};
  const bytes: Record<string, Buffer> = {};
  const list: Argument[] = [];
  let credential: string | undefined;
  for (const [parameter, [name, value]] of values) {
    const { type, scheme, in: place = "body" } = parameter;
    const at = place === "body" ? {} : { in: place };
    if (type === "ticket" || type === "key") {
      credential = tokenOf(value, scheme);
      if (credential === undefined || TAKEN_OUT.test(credential)) return undefined;
      list.push({ name, value, ...at, ...(scheme === undefined ? {} : { token: credential }) });
      continue;
    }
    list.push({ name, value, ...at });
    const packed = type === "bytes" ? fromBase64(value) : undefined;
    if (packed) bytes[parameter.name] = packed;
    shown[parameter.name] = packed ? bytesWords(packed.length) : value;
  }
  return { list, with: shown, bytes, credential, spelling: spellingOf(values) };
}

function spellingOf(values: ReadonlyMap<Parameter, Pair>): SeenArguments["spelling"] {
  const telling = [...values].filter(([{ name, wsdl = name }]) => wsdl !== name);
  const isOwn = telling.map(([{ name }, [given]]) => given === name);
  if (isOwn.length === 0) return "either";
  if (isOwn.every((one) => one)) return "documented";
  return isOwn.some((one) => one) ? "both" : "wsdl";
}

/** Undefined for what is no base64 as servers write it. */
function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}

/** What follows the scheme; undefined where there is another one. */
function tokenOf(value: string, scheme: string | undefined): string | undefined {
  if (scheme === undefined) return value;
  const isOfScheme = value.toLowerCase().startsWith(`${scheme.toLowerCase()} `);
  return isOfScheme ? value.slice(scheme.length + 1).trim() : undefined;
}

/** What stands for bytes among the values of a call: the exchange has them, as far as they are kept. */
function bytesWords(size: number): string {
  return `${size} bytes`;
}
