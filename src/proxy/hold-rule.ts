import { type Answer, isAccepted } from "../judge/answer/answer.ts";
import { runChecks } from "../judge/checks/checks.ts";
import type { JudgeAnswers } from "../run/case/answer-watch.ts";
import { caseScope } from "../run/case/case-scope.ts";
import { documentedErrors } from "../run/case/documented-errors.ts";
import { isTicketRefusal } from "../run/target/refused-tickets.ts";
import type { ScopedTarget } from "../run/target/target-parts.ts";
import { asCallOfRule, type Known, type MadeCall } from "./as-call-of-rule.ts";
import { expectsAcceptance, type PassiveRule } from "./passive-rules.ts";

/** What is known of the calls that are judged, by their entries. */
export type Calls = Pick<WeakMap<object, MadeCall>, "get">;

/**
 * Judges the last call of a trace by a rule, where the rule could have made that call itself. What a rule
 * promises of a good call is judged of an accepted one only; what cannot be read at all is no answer to anybody.
 */
export function holdCall(
  { rule, step, then }: Extract<PassiveRule, { readonly kind: "call" }>,
  {
    open,
    calls,
    generators,
  }: { readonly open: ScopedTarget; readonly calls: Calls } & Pick<Known, "generators">,
): JudgeAnswers {
  const scope = caseScope(open, rule, {}, 0);
  const wantsAcceptance = expectsAcceptance(then);
  return (trace) => {
    const entry = trace.at(-1);
    const made = entry && calls.get(entry);
    if (!entry?.answer || !made || entry.operation !== step.call) return [];
    const { answer, binding } = entry;
    if (!rule.bindings.includes(binding)) return [];
    if (wantsAcceptance && !isAccepted(answer) && !isNoAnswerTo(made, answer)) return [];
    const own = asCallOfRule(made, rule, step, { generators, scope });
    if (!own || !(own.isSure || wantsAcceptance)) return [];
    // Its session may have ended.
    if (made.caller.is === "good" && saysWhoAsks(answer)) return [];
    const inputs = caseScope(open, rule, own.inputs, 0);
    const more = open.checks ? { more: open.checks } : {};
    const errors = documentedErrors(open.operations, rule.service, entry.operation);
    const judged = { answer, errors, ...more, chosen: () => undefined };
    const context = { ...judged, scope: inputs, seen: new Map() };
    return [{ step: trace.length, binding, mismatches: runChecks(then, context) }];
  };
}

/** Judges the second of two calls that are the same, of which the first was accepted. */
export function holdAgain(
  { rule, step, then }: Extract<PassiveRule, { readonly kind: "again" }>,
  { open }: { readonly open: ScopedTarget },
): JudgeAnswers {
  const scope = caseScope(open, rule, {}, 0);
  return (trace) => {
    const entry = trace.at(-1);
    if (trace.length !== 2 || !entry?.answer || entry.operation !== step.call) return [];
    const { answer, binding } = entry;
    if (!rule.bindings.includes(binding) || saysWhoAsks(answer)) return [];
    const more = open.checks ? { more: open.checks } : {};
    const errors = documentedErrors(open.operations, rule.service, entry.operation);
    const judged = { answer, errors, ...more, chosen: () => undefined };
    const context = { ...judged, scope, seen: new Map() };
    return [{ step: trace.length, binding, mismatches: runChecks(then, context) }];
  };
}

const NOT_ALLOWED: readonly number[] = [401, 403];

function saysWhoAsks(answer: Answer): boolean {
  return isTicketRefusal(answer) || NOT_ALLOWED.includes(answer.status);
}

/**
 * Something that is none of the documented answers, said with a status of success to somebody who gets answers: a
 * page for people who have to log in is no fault of the server.
 */
function isNoAnswerTo({ caller, operation }: MadeCall, answer: Answer): boolean {
  const { status } = answer;
  const asksWho = operation.parameters.some(({ type }) => type === "ticket" || type === "key");
  const isSuccess = status >= 200 && status < 300;
  return answer.kind === "unreadable" && isSuccess && (caller.is === "good" || !asksWho);
}
