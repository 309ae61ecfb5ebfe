import type { Answer } from "../../src/judge/answer/answer.ts";
import { withErrors } from "../../src/judge/answer/told-errors.ts";
import type { CheckContext } from "../../src/judge/checks/check-context.ts";
import { runChecks } from "../../src/judge/checks/checks.ts";
import type { Mismatch } from "../../src/judge/checks/mismatch.ts";
import type { ScopeValue } from "../../src/judge/checks/scope.ts";
import type { ErrorKind } from "../../src/model/error-kind.ts";
import type { Checks } from "../../src/model/rule.ts";
import { INFOROUTER } from "../../src/services/inforouter/name.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

/** The errors that infoRouter's documents name. */
export const ERRORS: readonly ErrorKind[] = BUILT_IN.services[INFOROUTER]?.errors ?? [];

export function element(attributes: Readonly<Record<string, string>>, status = 200): Answer {
  return withErrors({ kind: "element", status, attributes, text: "" }, ERRORS);
}

export const ACCEPTED = element({ success: "true", error: "" });
export const BAD_REQUEST = element({ success: "false", error: "bad Request" });
export const SESSION_EXPIRED = element({
  success: "false",
  error: "[901] Session expired or Invalid ticket",
});
export const HTTP_400: Answer = {
  kind: "refusal",
  by: "http",
  status: 400,
  what: "HTTP 400 application/problem+json",
};
export const HTTP_500: Answer = {
  kind: "refusal",
  by: "http",
  status: 500,
  what: "HTTP 500 text/plain",
};
export const SOAP_FAULT: Answer = {
  kind: "refusal",
  by: "soap",
  status: 500,
  what: 'SOAP fault "Missing parameter" with HTTP 500',
};
export const UNREADABLE: Answer = { kind: "unreadable", status: 200, why: "is an HTML page" };

export function json(value: unknown, status = 200): Answer {
  return { kind: "json", status, value, text: JSON.stringify(value) };
}

export function document(text: string): Answer {
  return { kind: "document", status: 200, bytes: Buffer.from(text), form: "bytes" };
}

/** How operations that answer a document fail. */
export const EMPTY_DOCUMENT = document("");

/** One of each kind and shade. */
export const ALL_ANSWERS: readonly Answer[] = [
  ACCEPTED,
  BAD_REQUEST,
  SESSION_EXPIRED,
  element({ success: "True", error: "" }),
  element({ success: "true", tryagain: "true" }),
  HTTP_400,
  HTTP_500,
  SOAP_FAULT,
  UNREADABLE,
  json({ error: "Unauthorized" }, 401),
  json({ message: "done" }),
  { kind: "json", status: 200, text: "done" },
  document("bytes"),
  EMPTY_DOCUMENT,
];

export interface ContextOptions {
  readonly names?: Readonly<Record<string, ScopeValue>>;
  readonly perBinding?: Readonly<Record<string, Answer>>;
  readonly seen?: Map<string, Set<string>>;
}

export function contextOf(
  answer: Answer,
  { names = {}, perBinding, seen = new Map() }: ContextOptions = {},
): CheckContext & { readonly alternatives: readonly string[] } {
  const alternatives: string[] = [];
  return {
    answer,
    ...(perBinding ? { perBinding } : {}),
    scope: new Map(Object.entries(names)),
    seen,
    errors: ERRORS,
    chosen: (because) => void alternatives.push(because),
    alternatives,
  };
}

/** The mismatches of an answer, each as one line. */
export function mismatchesOf(
  checks: Checks,
  answer: Answer,
  options: ContextOptions = {},
): readonly string[] {
  return runChecks(checks, contextOf(answer, options)).map(inWords);
}

export function inWords({ expected, actual }: Mismatch): string {
  return `expected ${expected}, got ${actual}`;
}
