import type { Generator } from "../../generators/generator.ts";
import type { Operation } from "../model/operation.ts";
import type { CallStep, Rule } from "../model/rule.ts";
import type { JsonValue } from "../model/value.ts";
import { parseReference } from "../rules/check/references.ts";
import type { Standing } from "./callers.ts";
import { isTable, partOf, type Row } from "./rows.ts";

/** A caller as one of a step: the input that makes him, where the rule generates it. */
export interface OwnCaller {
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /** Whether he certainly is: else only if his call was accepted. */
  readonly isSure: boolean;
}

/** Who a caller may be of whom nothing is known. */
const OTHERS: readonly JsonValue[] = ["unknown", "ended", "stranger"];

/** What a server reads like any other: the rest may be refused before the operation sees it. */
const PLAIN = /^[\w.~+/=-]{1,200}$/;

/**
 * Whether the caller is one that a step names, by one row of each table; undefined for another.
 *
 * @param how.isLetIn whether the server took the call: then whoever it was may be taken for a user
 */
export function asCaller(
  { operation, caller }: { readonly operation: Operation; readonly caller: Standing },
  { forAll, forEach }: Rule,
  { as }: CallStep,
  {
    generators,
    row,
    isLetIn,
  }: {
    readonly generators: ReadonlyMap<string, Generator>;
    readonly row: Row;
    readonly isLetIn: boolean;
  },
): OwnCaller | undefined {
  if (!asksWho(operation)) return { inputs: {}, isSure: true };
  const { name = "", path = [] } = parseReference(as) ?? {};
  const made = forAll[name] ?? forEach[name];
  const call = isTable(made) ? undefined : made;
  const named = isTable(made) ? partOf(row[name], path) : as;
  const isMeant = (principal: JsonValue): boolean =>
    call
      ? (generators.get(call.generator)?.holds(principal, call.options) ?? false)
      : named === principal;
  const of = (principal: JsonValue, isSure = true): OwnCaller => ({
    inputs: call ? { [name]: principal } : {},
    isSure,
  });
  const { credential, is } = caller;
  if (credential === undefined) return isMeant("missing") ? of("missing") : undefined;
  if (credential === "") return isMeant("empty") ? of("empty") : undefined;
  if (is === "ended") return isMeant("ended") ? of("ended") : undefined;
  const literal = { literal: credential };
  if (is === "malformed") return call && isMeant(literal) ? of(literal) : undefined;
  if (!isMeant("owner")) return undefined;
  const isSure = call ? isMeant("stranger") : true;
  if (is === "good") return isSure ? of("owner") : undefined;
  const isPlain = PLAIN.test(credential);
  return of("owner", (isLetIn && isSure) || (isPlain && OTHERS.every(isMeant)));
}

/** Whether a call of an operation says who makes it. */
export function asksWho({ parameters }: Pick<Operation, "parameters">): boolean {
  return parameters.some(({ type }) => type === "ticket" || type === "key");
}

/** Whether a caller is certainly nobody whom the server knows. */
export function isNobody({ credential, is }: Standing): boolean {
  return !credential || is === "malformed" || is === "ended";
}
