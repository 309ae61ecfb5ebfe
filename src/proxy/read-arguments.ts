import { charsetOf } from "../judge/answer/charset-of.ts";
import { parseXml } from "../judge/answer/parse-xml.ts";
import { traitsOf } from "../model/binding.ts";
import type { Argument } from "../model/call.ts";
import { headerOf, valuesOfHeader } from "../model/header-lines.ts";
import type { Operation, Parameter } from "../model/operation.ts";
import { textOf } from "../model/text-of.ts";
import { namespaceOf, soapHeaders } from "../wire/encode/soap11.ts";
import type { FoundOperation } from "./find-operation.ts";
import type { SeenExchange } from "./seen-exchange.ts";

/** What a request gives the parameters of its operation. */
export interface SeenArguments {
  readonly list: readonly Argument[];
  /** By the documents' names, without the credential; of bytes only how many there are. */
  readonly with: Readonly<Record<string, string>>;
  /** The ticket or key; undefined where the request has none. */
  readonly credential: string | undefined;
}

type Pair = readonly [name: string, value: string];

/**
 * The arguments of a request. Undefined where it is not as the documents describe the operation: a parameter
 * more, or one twice, another form of body, text that cannot be decoded, or without a header that every call of
 * it has. What a server makes of those no document says.
 */
export function readArguments(
  { operation, binding, inPath, query }: FoundOperation,
  seen: Pick<SeenExchange, "request">,
): SeenArguments | undefined {
  const { request } = seen;
  if (request.lines.some(([name]) => ODD_HEADER.test(name))) return undefined;
  const { argumentsIn } = traitsOf(binding);
  switch (argumentsIn) {
    case "query":
      return request.size === 0 ? named(operation, fromPairs(query)) : undefined;
    case "form":
      return query === "" && isOfType(request, FORM)
        ? named(operation, fromPairs(request.body?.toString("latin1")))
        : undefined;
    case "xml":
      return query === "" ? named(operation, fromEnvelope(operation, seen), true) : undefined;
    case "places":
      return fromRest(operation, { inPath, query }, seen);
    case "body":
      // Only its codec knows how such a body is read.
      return undefined;
    default:
      return argumentsIn satisfies never;
  }
}

/** Another method than that of the first line, and a body that is packed. */
const ODD_HEADER = /^(?:x-(?:http-)?method(?:-override)?|content-encoding)$/i;
const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";

/** Of a type, in UTF-8 as far as it is said. */
function isOfType({ lines }: SeenExchange["request"], type: string): boolean {
  const given = headerOf(lines, "content-type") ?? "";
  const isUtf8 = /^(?:utf-8)?$/i.test(charsetOf(given) ?? "");
  return isUtf8 && given.split(";")[0]?.trim().toLowerCase() === type;
}

/** Names and values of a query or a form; undefined where one of them cannot be decoded. */
function fromPairs(text: string | undefined): readonly Pair[] | undefined {
  if (text === undefined) return undefined;
  if (text === "") return [];
  try {
    const decoded = (part: string): string => decodeURIComponent(part.replaceAll("+", " "));
    return text.split("&").map((pair): Pair => {
      const [name = "", ...value] = pair.split("=");
      return [decoded(name), decoded(value.join("="))];
    });
  } catch {
    return undefined;
  }
}

const ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
const OTHER_ENCODING = /^<\?xml[^>]*\sencoding\s*=\s*["'](?!utf-8["'])/i;

/**
 * The children of the element that is named as the operation, in the body of an envelope that every reader takes
 * for the same: in UTF-8, of SOAP 1.1, and in the namespace of its SOAPAction.
 */
function fromEnvelope(
  operation: Operation,
  { request }: Pick<SeenExchange, "request">,
): readonly Pair[] | undefined {
  const { lines, body } = request;
  const action = headerOf(lines, "soapaction")?.replaceAll('"', "");
  const documented = soapHeaders(operation)["soapaction"]?.replaceAll('"', "") ?? "";
  if (action !== documented || !isOfType(request, "text/xml") || !body) return undefined;
  const text = utf8Of(body);
  const namespace = namespaceOf(operation);
  if (text === undefined || OTHER_ENCODING.test(text)) return undefined;
  if (!text.includes(ENVELOPE) || !text.includes(namespace)) return undefined;
  const root = parseXml(text);
  if ("malformed" in root || root.name !== "Envelope") return undefined;
  // A header may ask for anything.
  const [inside, ...others] = root.children;
  const [called, ...more] = inside?.children ?? [];
  if (inside?.name !== "Body" || others.length + more.length > 0) return undefined;
  if (
    called?.name !== operation.name ||
    called.children.some(({ children }) => children.length > 0)
  ) {
    return undefined;
  }
  return called.children.map(({ name: own, text: value }): Pair => [own, value]);
}

/** The text of bytes in UTF-8 without a byte order mark; undefined for others. */
function utf8Of(body: Buffer): string | undefined {
  const text = body.toString("utf8");
  return text.startsWith("\uFEFF") || !Buffer.from(text).equals(body) ? undefined : text;
}

function fromRest(
  operation: Operation,
  { inPath, query }: Pick<FoundOperation, "inPath" | "query">,
  { request }: Pick<SeenExchange, "request">,
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
  const body = restBody(operation, request);
  if (isMissing || !asked || isOdd || !body) return undefined;
  return named(operation, [...Object.entries(inPath), ...asked, ...lines, ...body]);
}

function restBody(
  { body: kind = "json", parameters }: Operation,
  request: SeenExchange["request"],
): readonly Pair[] | undefined {
  const members = parameters.filter(({ in: place = "body" }) => place === "body");
  if (request.size === 0) return [];
  const [first] = members;
  if (!first) return undefined;
  if (kind === "raw") return [[first.name, bytesWords(request.size)]];
  if (kind === "form") {
    return isOfType(request, FORM) ? fromPairs(request.body?.toString("latin1")) : undefined;
  }
  if (kind !== "json" || !isOfType(request, JSON_TYPE) || !request.body) return undefined;
  return fromJson(request.body);
}

function fromJson(body: Buffer): readonly Pair[] | undefined {
  try {
    const value: unknown = JSON.parse(utf8Of(body) ?? "");
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return Object.entries(value).map(([name, member]): Pair => [name, textOf(member)]);
  } catch {
    return undefined;
  }
}

/** Pairs as arguments of the parameters that they name, once each. */
function named(
  operation: Operation,
  pairs: readonly Pair[] | undefined,
  inWsdl = false,
): SeenArguments | undefined {
  if (!pairs) return undefined;
  const values = new Map<Parameter, Pair>();
  for (const pair of pairs) {
    const [name] = pair;
    const parameter = operation.parameters.find(
      (one) => one.name === name || (inWsdl && one.wsdl === name),
    );
    if (!parameter || values.has(parameter)) return undefined;
    values.set(parameter, pair);
  }
  const shown: Record<string, string> = {};
  const list: Argument[] = [];
  let credential: string | undefined;
  for (const [parameter, [name, value]] of values) {
    const { type, scheme, in: place = "body" } = parameter;
    const at = place === "body" ? {} : { in: place };
    if (type === "ticket" || type === "key") {
      credential = tokenOf(value, scheme);
      if (credential === undefined) return undefined;
      list.push({ name, value, ...at, ...(scheme === undefined ? {} : { token: credential }) });
    } else {
      shown[parameter.name] = type === "bytes" ? bytesWords(value.length) : value;
      list.push({ name, value, ...at });
    }
  }
  return { list, with: shown, credential };
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
