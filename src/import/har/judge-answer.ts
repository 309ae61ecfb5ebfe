import type { Generator } from "../../../generators/generator.ts";
import { isAccepted, isRefused } from "../../judge/answer/answer.ts";
import { runChecks } from "../../judge/checks/checks.ts";
import { UnsavedReferenceError } from "../../judge/checks/evaluate.ts";
import type { Mismatch } from "../../judge/checks/mismatch.ts";
import type { CallStep, Checks, Rule } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import { fits } from "../../run/case/invariant.ts";
import type { TraceEntry } from "../../run/case/trace.ts";
import type { KnownCaller } from "./callers.ts";
import { matchCaller, matchStep, scopeOf } from "./match-step.ts";
import type { RecordedCall } from "./recorded-call.ts";

/** A rule held against one recorded answer. */
export interface JudgedRecord {
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /** What was held against it. */
  readonly then: Checks;
  readonly statements: readonly string[];
  /** Empty where everything is as it should be. */
  readonly mismatches: readonly Mismatch[];
}

/** Statuses by which something in front of a server, or one that is too busy, answers for it. */
const NOT_ITS_OWN: readonly number[] = [407, 429, 502, 503, 504];

/**
 * Holds a rule against one recorded answer where that needs no set-up: an invariant, or a step whose call it is
 * and before which nothing has to be done. Undefined where the rule is not about it, or where the answer may
 * have a reason that the traffic does not show. A refusal of what should be accepted is such a case: nobody
 * knows what was there before.
 */
export function judgeAnswer(
  rule: Rule,
  call: RecordedCall,
  caller: KnownCaller,
  entry: TraceEntry,
  generators: ReadonlyMap<string, Generator>,
): JudgedRecord | undefined {
  const { answer } = call;
  const { status } = answer;
  if (NOT_ITS_OWN.includes(status) || status < 200 || (status >= 300 && status < 400)) {
    return undefined;
  }
  if (rule.invariant) {
    const { when, except, then } = rule.invariant;
    const isAbout = when.length === 0 || when.some((one) => fits(one, entry));
    if (!isAbout || except.some((one) => fits(one, entry))) return undefined;
    return held(then, rule.statements, {}, call);
  }
  // A server may know one spelling alone: what it took, it has read.
  if (!call.isDocumented && !isAccepted(answer)) return undefined;
  for (const step of stepsWithoutSetUp(rule)) {
    if (step.call !== call.operation.name || !step.then) continue;
    const match = matchStep(step, rule, call, generators);
    if (!match) continue;
    const { inputs, namesUnissued } = match;
    const isLetIn = isAccepted(answer);
    if (!matchCaller(step, rule, caller, { isLetIn, generators, inputs })) continue;
    const demand = demandOf(step.then);
    // An id that nobody knows to be unissued makes no difference to a call that is let in, nor to one by nobody.
    const isStranger = ["missing", "empty", "malformed"].includes(caller.caller);
    if (namesUnissued && !(demand === "accepted" || isStranger)) continue;
    if (demand === "accepted" && isRefused(answer)) continue;
    if (isDisturbed(call)) continue;
    const carried = step.carries ?? rule.statements;
    const judged = held(step.then, carried, { ...inputs, ...callerInput(step, caller) }, call);
    if (judged) return judged;
  }
  return undefined;
}

/** The operations whose answers a rule may be held against; undefined: all, and none where it needs a set-up. */
export function operationsOf(rule: Rule): readonly string[] | undefined {
  return rule.invariant ? undefined : stepsWithoutSetUp(rule).map(({ call }) => call);
}

/** The steps that are judged by themselves: the first, and those behind calls that had to be refused. */
function stepsWithoutSetUp({ steps, session }: Rule): readonly CallStep[] {
  const found: CallStep[] = [];
  if (session === "own") return found;
  for (const step of steps) {
    if (step.kind !== "call" || !isPlain(step)) break;
    found.push(step);
    // What was refused has changed nothing.
    if (demandOf(step.then ?? {}) !== "refused") break;
  }
  return found;
}

/** A call as its operation is described, with an answer that is judged at once. */
function isPlain(step: CallStep): boolean {
  const { then, when, rename, over, method, at, transfer, until } = step;
  const unusual = [when, rename, over, method, at, transfer, until];
  return then !== undefined && unusual.every((one) => one === undefined);
}

type Demand = "accepted" | "refused" | "either";

/** Whether checks want a call to be accepted or refused; some fit both. */
function demandOf({ success, refused, status, noDocument, bytes, chunk, zip }: Checks): Demand {
  if (success === true || bytes !== undefined || chunk !== undefined || zip !== undefined) {
    return "accepted";
  }
  if (success === false || refused === true || noDocument === true) return "refused";
  const statuses = (Array.isArray(status) ? status : [status ?? ""]).map(String);
  if (statuses.every((one) => one.startsWith("2"))) return "accepted";
  return statuses.every((one) => /^[45]/.test(one)) ? "refused" : "either";
}

/** An error of the server without the documented answer: it may be gone the next time, and nobody can look. */
function isDisturbed({ answer }: RecordedCall): boolean {
  return answer.kind === "refusal" && answer.status >= 500;
}

/** The caller as an input, where the rule generates it. */
function callerInput(step: CallStep, { caller, token }: KnownCaller): Record<string, JsonValue> {
  if (!step.as.startsWith("$")) return {};
  const said = caller === "malformed" && token !== undefined ? { literal: token } : caller;
  return { [step.as.slice(1)]: said };
}

function held(
  then: Checks,
  statements: readonly string[],
  inputs: Readonly<Record<string, JsonValue>>,
  { answer, operation }: RecordedCall,
): JudgedRecord | undefined {
  const context = {
    answer,
    errors: operation.errors ?? [],
    scope: scopeOf(inputs),
    seen: new Map<string, Set<string>>(),
    chosen: () => undefined,
  };
  try {
    return { inputs, then, statements, mismatches: runChecks(then, context) };
  } catch (error) {
    // It compares with what only a run knows.
    if (error instanceof UnsavedReferenceError) return undefined;
    throw error;
  }
}
