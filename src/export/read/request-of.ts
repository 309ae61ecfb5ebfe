import { EXPRESSIONS, isExpression } from "../../judge/checks/evaluate.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { RecordedStep } from "../../model/failure.ts";
import { headerLines } from "../../model/header-lines.ts";
import type { BytesSpec, JsonValue } from "../../model/value.ts";
import { parseReference, refersTo } from "../../rules/check/references.ts";
import { isPayload } from "../../wire/encode/value-text.ts";
import { type Escape, type ExportedRequest, NotExpressible, type Part } from "../exported-test.ts";
import { type Known, partsOf, type Writing } from "./parts-of.ts";
import { bytesShown } from "./recorded-answer.ts";

/** What a request is read with: its step, and what came before. */
export interface Earlier {
  readonly step: RecordedStep;
  readonly base: string;
  /** By name, as recorded. */
  readonly saved: ReadonlyMap<string, string>;
}

/**
 * Scheme, host and port of a request.
 *
 * @throws NotExpressible where there is none
 */
export function baseOf(exchange: Exchange | undefined): string {
  const found = /^https?:\/\/[\w.:[\]-]+(?=[/?#]|$)/i.exec(exchange?.request.url ?? "")?.[0];
  if (found === undefined) throw new NotExpressible("the report does not show where it was sent");
  return found;
}

/**
 * A recorded request with variables for what another run has anew.
 *
 * @throws NotExpressible where the report does not show what was sent
 */
export function requestOf(
  { request }: Exchange,
  earlier: Earlier,
): Pick<ExportedRequest, "method" | "url" | "headers" | "body"> {
  if (request.transfer !== undefined) {
    throw new NotExpressible(
      `a request goes over the wire otherwise than usual: ${request.transfer}`,
    );
  }
  const { step, base, saved } = earlier;
  const named = namesIn(step, saved);
  const known = [...saved].map(
    ([name, value]): Known => ({ name, value, isNamed: named.includes(name) }),
  );
  const payloads = payloadsIn(step.with);
  const write = (text: string, context: Escape | undefined): readonly Part[] =>
    partsOf(text, { known, payloads, context } satisfies Writing);
  const type = headerLines(request.headers).find(([name]) => name.toLowerCase() === "content-type");
  const made = {
    method: request.method,
    url: urlParts(request.url, base, write),
    headers: headerLines(request.headers).map(
      ([name, value]) => [name, write(value, undefined)] as const,
    ),
    body: bodyParts(request.body, (text) => write(text, contextOf(type?.[1]))),
  };
  for (const name of named) {
    if (!uses([...made.url, ...made.headers.flatMap(([, value]) => value), ...made.body], name)) {
      throw new NotExpressible(
        `${step.call} sends something made of "${name}", a value of an earlier answer, and not the value`,
      );
    }
  }
  return made;
}

function urlParts(
  url: string,
  base: string,
  write: (text: string, context: Escape) => readonly Part[],
): readonly Part[] {
  // A place that the server gave may be the whole of it.
  const whole = write(url, "url");
  const [first] = whole;
  if (typeof first === "object" && first.kind === "saved" && first.into === undefined) return whole;
  // What the variables hold goes nowhere else: a report is a file of somebody.
  if (
    typeof first !== "string" ||
    !/^(?:$|[/?#])/.test(first.slice(base.length)) ||
    !first.startsWith(base)
  ) {
    throw new NotExpressible("it asks another address than its first request does");
  }
  const rest = first.slice(base.length);
  return [{ kind: "base" }, ...(rest === "" ? [] : [rest]), ...whole.slice(1)];
}

function bodyParts(body: string, write: (text: string) => readonly Part[]): readonly Part[] {
  const bytes = bytesShown(body);
  return bytes ? [{ kind: "payload", bytes, as: "raw" }] : write(body);
}

function contextOf(type = ""): Escape | undefined {
  if (/^application\/x-www-form-urlencoded/i.test(type)) return "url";
  if (/[/+]xml\b/i.test(type)) return "xml";
  return /[/+]json\b/i.test(type) ? "json" : undefined;
}

/** Expressions in which a value stands as it is. */
const AS_IT_IS = ["join", "path-join", "json"];

/**
 * Names of earlier values that a step sends.
 *
 * @throws NotExpressible where it computes with one of them, or with the time
 */
function namesIn(step: RecordedStep, saved: ReadonlyMap<string, string>): readonly string[] {
  const names = new Set<string>();
  const visit = (value: JsonValue): void => {
    const reference = parseReference(value);
    if (reference && saved.has(reference.name)) names.add(reference.name);
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item as JsonValue);
      return;
    }
    const members = value as Readonly<Record<string, JsonValue>>;
    for (const [key, inner] of Object.entries(members)) {
      const isComputed =
        Object.hasOwn(EXPRESSIONS, key) && isExpression(members, key) && !AS_IT_IS.includes(key);
      if (isComputed && (key === "date" || refersTo(value, (name) => saved.has(name)))) {
        throw new NotExpressible(
          `${step.call} sends something computed (${key}) of an earlier answer or the time`,
        );
      }
      if (isComputed && key === "bytes") {
        throw new NotExpressible(`${step.call} sends bytes that are made anew in each run`);
      }
      visit(inner);
    }
  };
  for (const value of Object.values(step.with)) visit(value);
  visit(step.at ?? null);
  visit(step.as);
  return [...names];
}

function payloadsIn(value: JsonValue): readonly BytesSpec[] {
  if (typeof value !== "object" || value === null) return [];
  if (isPayload(value)) return [value as unknown as BytesSpec];
  return Object.values(value).flatMap(payloadsIn);
}

function uses(parts: readonly Part[], name: string): boolean {
  return parts.some(
    (part) => typeof part === "object" && part.kind === "saved" && part.name === name,
  );
}
