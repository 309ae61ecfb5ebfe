import type { Generator } from "../../../generators/generator.ts";
import { evaluate, UnsavedReferenceError } from "../../judge/checks/evaluate.ts";
import type { Scope } from "../../judge/checks/scope.ts";
import type { Parameter } from "../../model/operation.ts";
import type { CallStep, GeneratorCall, Rule } from "../../model/rule.ts";
import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { payloadOf } from "../../wire/encode/bytes.ts";
import { isPayload } from "../../wire/encode/value-text.ts";
import { credentialOf, type KnownCaller } from "./callers.ts";
import type { RecordedCall } from "./recorded-call.ts";

/** The inputs of a rule with which one of its steps is a recorded call. */
export interface StepMatch {
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /** It names something that the rule takes for never issued, and of which nobody knows. */
  readonly namesUnissued: boolean;
}

/** What is said by a name that no traffic tells: an id that the server never issued. */
const UNISSUED = "$unissued";
const NEVER_ISSUED = ["guid.unissued", "guid.valid", "upload-id.unknown"];
/** Generators of which a value tells by its form alone that it is one of theirs. */
const BY_FORM = [
  ...["boolean", "chunk-size.above", "chunk-size.any", "chunk-size.below", "chunk-size.inside"],
  ...["chunk-size.limits", "chunk-size.negative", "chunk-size.not-an-int", "guid.any"],
  ...["guid.malformed", "small-integer"],
];
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const UPLOAD_ID = /^upl_[0-9a-f]{32}$/;
const WHOLE_NUMBER = /^-?(?:0|[1-9]\d{0,14})$/;

/**
 * Whether a recorded call is the call of a step, with every parameter as the rule has it, and who made it set
 * aside. Rows of tables are tried one after the other; a generated input is what the call has there, where the
 * generator may produce it.
 */
export function matchStep(
  step: CallStep,
  rule: Rule,
  call: RecordedCall,
  generators: ReadonlyMap<string, Generator>,
): StepMatch | undefined {
  for (const row of rowsOf(rule)) {
    const found = matchRow(step, { rule, row, call, generators });
    if (found) return found;
  }
  return undefined;
}

interface Matching {
  readonly rule: Rule;
  readonly row: Readonly<Record<string, JsonValue>>;
  readonly call: RecordedCall;
  readonly generators: ReadonlyMap<string, Generator>;
}

const MOST_ROWS = 5000;

/** Every combination of the rows of a rule's tables; none where they are too many. */
function rowsOf({ forEach }: Rule): readonly Readonly<Record<string, JsonValue>>[] {
  let rows: readonly Readonly<Record<string, JsonValue>>[] = [{}];
  for (const [name, table] of Object.entries(forEach)) {
    if (!isTable(table)) continue;
    rows = rows.flatMap((row) => table.map((value) => ({ ...row, [name]: value })));
    if (rows.length > MOST_ROWS) return [];
  }
  return rows;
}

function isTable(table: readonly JsonValue[] | GeneratorCall): table is readonly JsonValue[] {
  return Array.isArray(table);
}

function matchRow(step: CallStep, matching: Matching): StepMatch | undefined {
  const { call, row } = matching;
  const found: Found = { inputs: { ...row }, namesUnissued: false };
  const credential = credentialOf(call);
  for (const parameter of call.operation.parameters) {
    const value = call.values[parameter.name];
    const given = step.with[parameter.name];
    if (parameter === credential && given === undefined) continue;
    if (step.without.includes(parameter.name)) {
      if (value !== undefined) return undefined;
    } else if (given === undefined) {
      if (!isStandard(parameter, value)) return undefined;
    } else if (value === undefined || !fits(given, value, found, matching)) return undefined;
  }
  return found;
}

interface Found {
  readonly inputs: Record<string, JsonValue>;
  namesUnissued: boolean;
}

/** What is sent of a parameter that a rule does not name. */
function isStandard({ default: standard }: Parameter, value: string | Buffer | undefined): boolean {
  return standard === undefined ? value === undefined : value === textOf(standard);
}

function fits(given: JsonValue, value: string | Buffer, found: Found, matching: Matching): boolean {
  if (given === UNISSUED) {
    found.namesUnissued = true;
    return typeof value === "string" && GUID.test(value);
  }
  const name = typeof given === "string" && given.startsWith("$") ? given.slice(1) : undefined;
  const { rule } = matching;
  const made = name === undefined ? undefined : (rule.forAll[name] ?? rule.forEach[name]);
  if (name !== undefined && made && !isTable(made as GeneratorCall | readonly JsonValue[])) {
    return typeof value === "string" && bind(name, made as GeneratorCall, value, found, matching);
  }
  const wanted = knownValue(given, found.inputs);
  if (wanted === undefined) return false;
  if (isPayload(wanted)) {
    const { bytes } = payloadOf(wanted);
    return Buffer.isBuffer(value) ? value.equals(bytes) : value === bytes.toString("base64");
  }
  const isPlain = typeof wanted !== "object";
  return isPlain && textOf(wanted) === (Buffer.isBuffer(value) ? value.toString("utf8") : value);
}

/** Takes a value of the traffic for a generated input. */
function bind(
  name: string,
  { generator, options }: GeneratorCall,
  text: string,
  found: Found,
  { generators }: Matching,
): boolean {
  const before = found.inputs[name];
  if (before !== undefined) return textOf(before) === text;
  if (NEVER_ISSUED.includes(generator)) {
    found.namesUnissued = true;
    found.inputs[name] = text;
    return GUID.test(text) || UPLOAD_ID.test(text);
  }
  const made = BY_FORM.includes(generator) ? generators.get(generator) : undefined;
  const number = WHOLE_NUMBER.test(text) ? Number(text) : undefined;
  const flag = text === "true" ? true : text === "false" ? false : undefined;
  const value = [text, number, flag].find(
    (one) => one !== undefined && made?.holds(one, options) === true,
  );
  if (value === undefined) return false;
  found.inputs[name] = value;
  return true;
}

/** A literal or an expression over inputs; undefined for what only a run knows. */
function knownValue(
  given: JsonValue,
  inputs: Readonly<Record<string, JsonValue>>,
): JsonValue | undefined {
  try {
    return evaluate(given, scopeOf(inputs)) as JsonValue;
  } catch (error) {
    if (error instanceof UnsavedReferenceError || error instanceof RangeError) return undefined;
    throw error;
  }
}

export function scopeOf(inputs: Readonly<Record<string, JsonValue>>): Scope {
  return { get: (name) => (Object.hasOwn(inputs, name) ? inputs[name] : undefined) };
}

/** States of a token that only the server, or who has it, can tell. */
const HIDDEN = ["owner", "stranger", "unknown", "ended"] as const;

/**
 * Whether somebody is the caller whom a step wants, as far as the traffic tells.
 *
 * @param how.isLetIn whether the server took the call: then whoever it was may be taken for a user
 * @param how.inputs those of the step, see {@link matchStep}
 */
export function matchCaller(
  step: CallStep,
  rule: Rule,
  { caller, token = "" }: KnownCaller,
  how: {
    readonly isLetIn: boolean;
    readonly generators: ReadonlyMap<string, Generator>;
    readonly inputs: Readonly<Record<string, JsonValue>>;
  },
): boolean {
  if (caller === "anybody") return true;
  const name = step.as.startsWith("$") ? step.as.slice(1) : undefined;
  const made = name === undefined ? undefined : (rule.forAll[name] ?? rule.forEach[name]);
  if (made && !isTable(made as GeneratorCall | readonly JsonValue[])) {
    const { generator, options } = made as GeneratorCall;
    const known = how.generators.get(generator);
    return known !== undefined && isAmong(known, options, { caller, token });
  }
  const wanted = name === undefined ? step.as : how.inputs[name];
  switch (wanted) {
    case "owner":
    case "stranger":
      return caller === "good" || how.isLetIn;
    case "empty":
    case "missing":
      return caller === wanted;
    default:
      return false;
  }
}

function isAmong(
  { holds }: Generator,
  options: GeneratorCall["options"],
  { caller, token }: Required<KnownCaller>,
): boolean {
  switch (caller) {
    case "good":
      return holds("owner", options) && holds("stranger", options);
    case "empty":
    case "missing":
      return holds(caller, options);
    case "malformed":
      return holds({ literal: token }, options);
    case "unknown":
      // Whichever it is, the rule is about it.
      return HIDDEN.every((state) => holds(state, options));
    case "anybody":
      return true;
    default:
      return caller satisfies never;
  }
}
