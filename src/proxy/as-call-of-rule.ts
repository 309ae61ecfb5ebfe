import type { Generator } from "../../generators/generator.ts";
import { evaluate } from "../judge/checks/evaluate.ts";
import type { Scope } from "../judge/checks/scope.ts";
import type { Operation } from "../model/operation.ts";
import type { CallStep, Rule } from "../model/rule.ts";
import { textOf } from "../model/text-of.ts";
import type { JsonValue } from "../model/value.ts";
import { parseReference } from "../rules/check/references.ts";
import type { Standing } from "./callers.ts";

/** A call that somebody made, and what can be told of it. */
export interface MadeCall {
  readonly operation: Operation;
  readonly with: Readonly<Record<string, string>>;
  readonly caller: Standing;
  /** Whether a text may be an id that the server never gave: no answer so far has held it. */
  readonly isUnseen: (id: string) => boolean;
}

/** A call as one of a rule: the inputs that make it. */
export interface OwnCall {
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /** Whether it certainly is: else only if it was accepted. */
  readonly isSure: boolean;
}

/** What rules know by a name: target settings; nothing of what a run makes up. */
export interface Known {
  readonly generators: ReadonlyMap<string, Generator>;
  readonly scope: Scope;
}

/**
 * Generators of which `holds` tells everything: of others it tells the shape of a value, not whether the server
 * ever gave it.
 */
const TELLING =
  /^(?:chunk-size\.(?:above|any|below|inside|limits|negative|not-an-int)|guid\.(?:any|malformed)|upload-id\.malformed|boolean|one-of|number\.text-form|small-integer|text\.short)$/;
const NEVER_GIVEN = /^(?:guid\.unissued|upload-id\.unknown)$/;
const ANY_GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a rule could have made a call by one of its steps; undefined where it could not, or nobody can tell. */
export function asCallOfRule(
  made: MadeCall,
  rule: Rule,
  step: CallStep,
  known: Known,
): OwnCall | undefined {
  const who = asCaller(made, rule, step, known);
  if (who === undefined) return undefined;
  const inputs: Record<string, JsonValue> = {};
  let isSure = who;
  for (const { name, type, default: usual } of made.operation.parameters) {
    if (type === "ticket" || type === "key") continue;
    const wanted = step.without.includes(name) ? undefined : (step.with[name] ?? usual);
    const given = made.with[name];
    if (wanted === undefined || given === undefined) {
      if (wanted !== given) return undefined;
      continue;
    }
    const fit = asValue(given, wanted, { made, rule, known });
    if (!fit) return undefined;
    isSure &&= fit.isSure;
    Object.assign(inputs, fit.inputs);
  }
  return { inputs, isSure };
}

/**
 * Whether the caller is one that the step names: true for certain, false if the call was accepted, undefined
 * for another.
 */
function asCaller(
  { operation, caller }: MadeCall,
  rule: Rule,
  { as }: CallStep,
  { generators }: Known,
): boolean | undefined {
  if (!operation.parameters.some(({ type }) => type === "ticket" || type === "key")) return true;
  const reference = parseReference(as);
  const table = reference && rule.forEach[reference.name];
  const call = isTable(table) || !reference ? undefined : (table ?? rule.forAll[reference.name]);
  const isMeant = (principal: JsonValue): boolean => {
    if (!reference) return as === principal;
    if (isTable(table)) return table.includes(principal);
    return (call && generators.get(call.generator)?.holds(principal, call.options)) ?? false;
  };
  const { credential, is } = caller;
  if (credential === undefined) return isMeant("missing") ? true : undefined;
  if (credential === "") return isMeant("empty") ? true : undefined;
  if (is === "ended") return isMeant("ended") ? true : undefined;
  const user = isMeant("owner");
  if (is === "good") return user && (isMeant("stranger") || !reference) ? true : undefined;
  const isAnybody = user && OTHERS.every(isMeant);
  return isAnybody ? true : user ? false : undefined;
}

/** Who a caller may be of whom nothing is known. */
const OTHERS: readonly JsonValue[] = ["unknown", "ended", "stranger"];

function isTable<T>(table: readonly T[] | object | undefined): table is readonly T[] {
  return Array.isArray(table);
}

/** The inputs by which a step gives a parameter just this value. */
function asValue(
  given: string,
  wanted: JsonValue,
  { made, rule, known }: { readonly made: MadeCall; readonly rule: Rule; readonly known: Known },
): OwnCall | undefined {
  const reference = parseReference(wanted);
  if (!reference)
    return isSame(given, wanted, known.scope) ? { inputs: {}, isSure: true } : undefined;
  const { name, path } = reference;
  if (name === "unissued") {
    return ANY_GUID.test(given) && made.isUnseen(given) ? { inputs: {}, isSure: false } : undefined;
  }
  const table = rule.forEach[name];
  if (isTable(table)) {
    const row = table.find((one) => textOf(partOf(one, path)) === given);
    return row === undefined ? undefined : { inputs: { [name]: row }, isSure: true };
  }
  const call = table ?? rule.forAll[name];
  if (!call) return isSame(given, wanted, known.scope) ? { inputs: {}, isSure: true } : undefined;
  const { generator, options } = call;
  const isOfShape =
    TELLING.test(generator) || (NEVER_GIVEN.test(generator) && made.isUnseen(given));
  if (!isOfShape || path.length > 0) return undefined;
  const value = forms(given).find((one) => known.generators.get(generator)?.holds(one, options));
  if (value === undefined) return undefined;
  return { inputs: { [name]: value }, isSure: TELLING.test(generator) };
}

/** What a text may have been before it was written: itself, or the number that is written so. */
function forms(text: string): readonly JsonValue[] {
  return String(Number(text)) === text ? [Number(text), text] : [text];
}

function partOf(whole: JsonValue, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (part, key) =>
      typeof part === "object" && part !== null && Object.hasOwn(part, key)
        ? (part as Readonly<Record<string, JsonValue>>)[key]
        : undefined,
    whole,
  );
}

function isSame(given: string, wanted: JsonValue, scope: Scope): boolean {
  try {
    return textOf(evaluate(wanted, scope)) === given;
  } catch (error) {
    // What only a run knows has no value here.
    if (error instanceof RangeError || (error as Error).name === "UnsavedReferenceError")
      return false;
    throw error;
  }
}
