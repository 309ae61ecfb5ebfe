import type { Generator } from "../../generators/generator.ts";
import { evaluate, UnsavedReferenceError } from "../judge/checks/evaluate.ts";
import type { Scope } from "../judge/checks/scope.ts";
import type { Operation } from "../model/operation.ts";
import type { CallStep, Rule } from "../model/rule.ts";
import { textOf } from "../model/text-of.ts";
import type { JsonValue } from "../model/value.ts";
import { parseReference } from "../rules/check/references.ts";
import { payloadOf } from "../wire/encode/bytes.ts";
import { isPayload } from "../wire/encode/value-text.ts";
import { asCaller, isNobody } from "./as-caller.ts";
import type { Standing } from "./callers.ts";
import { type InRow, isTable, type Row, rowsWith } from "./rows.ts";

/** A call that somebody made, and what can be told of it. */
export interface MadeCall {
  /** Its number in the file that it was read from. */
  readonly number?: number;
  readonly operation: Operation;
  readonly with: Readonly<Record<string, string>>;
  /** The bytes among the values, as far as they were kept. */
  readonly bytes: Readonly<Record<string, Buffer>>;
  /** Whether every name is spelled as the server is to know it. */
  readonly isSpelled: boolean;
  readonly caller: Standing;
  /** Whether the server took it. */
  readonly isAccepted: boolean;
  /** Whether a text may be an id that the server never gave: no answer so far has held it. */
  readonly isUnseen: (id: string) => boolean;
}

/** A call as one of a rule: the inputs that make it. */
export interface OwnCall {
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /** Whether it certainly is: else only if it was accepted. */
  readonly isSure: boolean;
}

/** What rules know by a name: target settings and inputs; nothing of what a run makes up. */
export interface Known {
  readonly generators: ReadonlyMap<string, Generator>;
  readonly scope: (inputs: Readonly<Record<string, JsonValue>>) => Scope;
}

/**
 * Whether a rule could have made a call by one of its steps, with every parameter as the rule has it; undefined
 * where it could not, or nobody can tell. What of its tables several rows fit has no value among the inputs.
 */
export function asCallOfRule(
  made: MadeCall,
  rule: Rule,
  step: CallStep,
  known: Known,
): OwnCall | undefined {
  const inRows = Object.entries(step.with).flatMap(([name, value]): InRow[] => {
    const { name: table, path = [] } = parseReference(value) ?? {};
    const text = made.bytes[name] === undefined ? made.with[name] : undefined;
    return table !== undefined && text !== undefined ? [{ table, path, text }] : [];
  });
  const rows = rowsWith(rule, inRows);
  const found = rows.flatMap((row) => withRow(row, made, rule, step, known) ?? []);
  const [first] = found;
  if (!first) return undefined;
  const same = Object.entries(first.inputs).filter(([name, value]) =>
    found.every(({ inputs }) => textOf(inputs[name]) === textOf(value)),
  );
  return { inputs: Object.fromEntries(same), isSure: found.every(({ isSure }) => isSure) };
}

interface Matching {
  readonly made: MadeCall;
  readonly rule: Rule;
  readonly known: Known;
  readonly inputs: Record<string, JsonValue>;
  /** It names something that the rule takes for never issued. */
  namesUnissued: boolean;
}

function withRow(
  row: Row,
  made: MadeCall,
  rule: Rule,
  step: CallStep,
  known: Known,
): OwnCall | undefined {
  const matching: Matching = { made, rule, known, inputs: { ...row }, namesUnissued: false };
  for (const { name, type, default: usual } of made.operation.parameters) {
    const own = step.with[name];
    const given = made.with[name];
    const isLeftOut = step.without.includes(name);
    if (type === "ticket" || type === "key") {
      if (own !== undefined) return undefined;
      if (isLeftOut && made.caller.credential !== undefined) return undefined;
      continue;
    }
    const wanted = isLeftOut ? undefined : (own ?? usual);
    if (wanted === undefined || given === undefined) {
      if (wanted !== given) return undefined;
    } else if (!isValue(given, wanted, name, matching)) return undefined;
  }
  const { generators } = known;
  const who = asCaller(made, rule, step, { generators, row, isLetIn: made.isAccepted });
  if (who === undefined) return undefined;
  const { inputs, namesUnissued } = matching;
  // An id that nobody knows to be unissued makes no difference to a call that nobody makes.
  const isSure = who.isSure && (!namesUnissued || isNobody(made.caller));
  return { inputs: { ...inputs, ...who.inputs }, isSure };
}

const UNISSUED = "unissued";
/** Generators of which `holds` tells everything. */
const TELLING =
  /^(?:chunk-size\.(?:above|any|below|inside|limits|negative|not-an-int)|guid\.(?:any|malformed)|upload-id\.malformed|boolean|one-of|number\.text-form|small-integer|text\.short)$/;
/** Of these it tells the shape of a value, not whether the server ever gave it. */
const NEVER_GIVEN = /^(?:guid\.(?:unissued|valid)|upload-id\.unknown)$/;
const ANY_GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a step may give a parameter just this value; the inputs by which it does are noted. */
function isValue(given: string, wanted: JsonValue, parameter: string, matching: Matching): boolean {
  const { made, rule, known, inputs } = matching;
  const reference = parseReference(wanted);
  const { name = "", path = [] } = reference ?? {};
  if (reference && name === UNISSUED) {
    return ANY_GUID.test(given) && isNotGiven(given, matching);
  }
  const call = rule.forAll[name] ?? rule.forEach[name];
  if (!reference || !call || isTable(call)) {
    const value = evaluated(wanted, known.scope(inputs));
    if (!isPayload(value)) return value !== undefined && textOf(value) === given;
    return made.bytes[parameter]?.equals(payloadOf(value).bytes) ?? false;
  }
  if (path.length > 0) return false;
  const before = inputs[name];
  if (before !== undefined) return textOf(before) === given;
  const { generator, options } = call;
  const isTold = TELLING.test(generator);
  if (!isTold && !(NEVER_GIVEN.test(generator) && isNotGiven(given, matching))) return false;
  const value = forms(given).find((one) => known.generators.get(generator)?.holds(one, options));
  if (value === undefined) return false;
  inputs[name] = value;
  return true;
}

/** Whether a server may never have given an id; to a call that nobody makes it is the same. */
function isNotGiven(id: string, matching: Matching): boolean {
  matching.namesUnissued = true;
  return isNobody(matching.made.caller) || matching.made.isUnseen(id);
}

/** What a text may have been before it was written: itself, or the number or flag that is written so. */
function forms(text: string): readonly JsonValue[] {
  if (text === "true" || text === "false") return [text === "true", text];
  return String(Number(text)) === text ? [Number(text), text] : [text];
}

/** What only a run knows has no value here. */
function evaluated(wanted: JsonValue, scope: Scope): JsonValue | undefined {
  try {
    return evaluate(wanted, scope) as JsonValue;
  } catch (error) {
    if (error instanceof RangeError || error instanceof UnsavedReferenceError) return undefined;
    throw error;
  }
}
