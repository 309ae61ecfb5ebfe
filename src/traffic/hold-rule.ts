import type { Generator } from "../../generators/generator.ts";
import type { Answer } from "../judge/answer/answer.ts";
import { runChecks } from "../judge/checks/checks.ts";
import { UnsavedReferenceError } from "../judge/checks/evaluate.ts";
import type { Scope } from "../judge/checks/scope.ts";
import type { CallStep, Checks, Rule } from "../model/rule.ts";
import type { JsonValue } from "../model/value.ts";
import type { JudgedAnswer } from "../run/case/answer-watch.ts";
import { caseScope } from "../run/case/case-scope.ts";
import { documentedErrors } from "../run/case/documented-errors.ts";
import { symbolicChecks } from "../run/case/symbolic-checks.ts";
import type { TraceEntry } from "../run/case/trace.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import { isTicketRefusal } from "../run/target/refused-tickets.ts";
import { asCallOfRule, type MadeCall } from "./as-call-of-rule.ts";
import { asksWho } from "./as-caller.ts";
import { demandOf, type JudgedStep, type PassiveRule } from "./passive-rules.ts";

/** What an answer came to, and what of the rule was held against it. */
export interface HeldAnswer extends JudgedAnswer {
  /** With inputs filled in. */
  readonly checks: Checks;
  readonly statements: readonly string[];
}

type Inputs = Readonly<Record<string, JsonValue>>;

/** Judges the last call of a trace. */
export type HoldRule = (trace: readonly TraceEntry[]) => readonly HeldAnswer[];

export interface HoldOptions {
  readonly open: OpenTarget;
  /** What is known of the calls that are judged, by their entries. */
  readonly calls: Pick<WeakMap<object, MadeCall>, "get">;
  readonly generators: ReadonlyMap<string, Generator>;
}

/**
 * Judges a call by a rule, where the rule could have made that call itself. What a rule promises of a good call
 * is judged of an accepted one only; what cannot be read at all is no answer to anybody.
 */
export function holdCall(
  { rule, steps }: Extract<PassiveRule, { readonly kind: "call" }>,
  options: HoldOptions,
): HoldRule {
  return (trace) => {
    const entry = trace.at(-1);
    const made = entry && options.calls.get(entry);
    if (!entry?.answer || !made || !rule.bindings.includes(entry.binding)) return [];
    for (const one of steps) {
      const inputs = inputsOf(rule, one, { ...options, made, entry, answer: entry.answer });
      const held = inputs && hold(rule, one.step, one.then, { trace, ...options, inputs });
      if (held) return [held];
    }
    return [];
  };
}

/** Those by which a step of a rule makes a call; undefined where it does not, or nobody can tell. */
function inputsOf(
  rule: Rule,
  { step, then }: JudgedStep,
  {
    open,
    generators,
    made,
    entry,
    answer,
  }: HoldOptions & {
    readonly made: MadeCall;
    readonly entry: TraceEntry;
    readonly answer: Answer;
  },
): Inputs | undefined {
  if (entry.operation !== step.call) return undefined;
  const wantsAcceptance = demandOf(then) === "accepted";
  if (wantsAcceptance && !made.isAccepted && !isNoAnswerTo(made, answer)) return undefined;
  // A server may know one spelling alone: what it took, it has read.
  if (!made.isSpelled && !made.isAccepted) return undefined;
  const { is } = made.caller;
  // Its session may have ended, and an error of the server be gone the next time.
  if ((is === "good" && saysWhoAsks(answer)) || isDisturbed(answer)) return undefined;
  const scope = (inputs: Inputs): Scope => caseScope(open, rule, inputs, 0);
  const own = asCallOfRule(made, rule, step, { generators, scope });
  return own && (own.isSure || wantsAcceptance) ? own.inputs : undefined;
}

/** Judges the second of two calls that are the same, of which the first was accepted. */
export function holdAgain(
  { rule, step, then }: Extract<PassiveRule, { readonly kind: "again" }>,
  options: Pick<HoldOptions, "open">,
): HoldRule {
  return (trace) => {
    const entry = trace.at(-1);
    if (trace.length !== 2 || !entry?.answer || entry.operation !== step.call) return [];
    const { answer, binding } = entry;
    if (!rule.bindings.includes(binding) || saysWhoAsks(answer) || isDisturbed(answer)) return [];
    const held = hold(rule, step, then, { trace, ...options, inputs: {} });
    return held ? [held] : [];
  };
}

/** Undefined where checks compare with what only a run knows. */
function hold(
  rule: Rule,
  { carries = rule.statements }: CallStep,
  then: Checks,
  {
    trace,
    open,
    inputs,
  }: Pick<HoldOptions, "open"> & {
    readonly trace: readonly TraceEntry[];
    readonly inputs: Inputs;
  },
): HeldAnswer | undefined {
  const entry = trace.at(-1);
  if (!entry?.answer) return undefined;
  const { answer, binding, operation } = entry;
  const scope = caseScope(open, rule, inputs, 0);
  const context = {
    answer,
    errors: documentedErrors(open.operations, rule.service, operation),
    ...(open.checks ? { more: open.checks } : {}),
    chosen: () => undefined,
    scope,
    seen: new Map<string, Set<string>>(),
  };
  try {
    const mismatches = runChecks(then, context).map((one) => ({ statements: carries, ...one }));
    const checks =
      mismatches.length > 0 ? (symbolicChecks(then, scope, new Set()) as Checks) : then;
    return { step: trace.length, binding, mismatches, checks, statements: carries };
  } catch (error) {
    if (error instanceof UnsavedReferenceError) return undefined;
    throw error;
  }
}

const NOT_ALLOWED: readonly number[] = [401, 403];
const OF_SERVER = 500;

function saysWhoAsks(answer: Answer): boolean {
  return isTicketRefusal(answer) || NOT_ALLOWED.includes(answer.status);
}

/** An error of the server without the documented answer. */
function isDisturbed(answer: Answer): boolean {
  return answer.kind === "refusal" && answer.status >= OF_SERVER;
}

/**
 * Something that is none of the documented answers, said with a status of success to somebody who gets answers: a
 * page for people who have to log in is no fault of the server.
 */
function isNoAnswerTo({ caller, operation }: MadeCall, answer: Answer): boolean {
  const { status } = answer;
  const isSuccess = status >= 200 && status < 300;
  return answer.kind === "unreadable" && isSuccess && (caller.is === "good" || !asksWho(operation));
}
