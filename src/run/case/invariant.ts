import { isAccepted, isRefused } from "../../judge/answer/answer.ts";
import { runChecks } from "../../judge/checks/checks.ts";
import type { Scope } from "../../judge/checks/scope.ts";
import type { Binding } from "../../model/binding.ts";
import type { AnswerSelector, Invariant, Rule } from "../../model/rule.ts";
import { isBroken } from "../../model/transfer.ts";
import type { JsonValue } from "../../model/value.ts";
import { firstLacking } from "../target/applicability.ts";
import { harmlessValues } from "../target/harmless-call.ts";
import type { OpenTarget, ScopedTarget } from "../target/target-parts.ts";
import { type JudgeAnswers, kindOf, type Offence, offendingCase } from "./answer-watch.ts";
import { callOnce } from "./call-once.ts";
import { caseScope } from "./case-scope.ts";
import type { CaseState } from "./case-state.ts";
import { confirm, MAX_FAILURES } from "./confirm.ts";
import { documentedErrors } from "./documented-errors.ts";
import { bindingLabel } from "./evidence.ts";
import { runCase } from "./run-case.ts";
import { runSteps } from "./run-steps.ts";
import { seedOf } from "./seed.ts";
import { isKnownFailure } from "./signature.ts";
import { symbolicChecks } from "./symbolic-checks.ts";
import type { Tally } from "./tally.ts";
import { addTextsSent } from "./texts-sent.ts";
import type { CaseResult, TraceEntry } from "./trace.ts";
import type { Inputs, UnitOptions } from "./unit-options.ts";

/** From now on the invariants among some rules are held against every answer that the target gives. */
export function watchInvariants(open: OpenTarget, rules: readonly Rule[]): void {
  for (const rule of rules) {
    const { invariant } = rule;
    if (invariant) open.answers.watch(rule, judgeOf(rule, invariant, open));
  }
}

/** Units in the order in which they are judged: what is about all answers comes when all are there. */
export function invariantsLast<T extends { readonly rule: Rule }>(
  units: readonly T[],
): { readonly first: readonly T[]; readonly last: readonly T[] } {
  return {
    first: units.filter(({ rule }) => !rule.invariant),
    last: units.filter(({ rule }) => rule.invariant),
  };
}

/**
 * Judges an invariant over a binding by all answers of the run so far. So that there are some when nothing
 * else is judged, each harmless call of the service is made first, and the rule's own steps. A failure is
 * confirmed by the case that got the answer, run again alone and on fresh state.
 */
export async function judgeInvariant(options: UnitOptions, tally: Tally): Promise<void> {
  const { open, rule, bindings, signal, maxFailures = MAX_FAILURES } = options;
  const offencesNow = () => open.answers.seen(rule, bindings).offences;
  const occasions = options.isWatchedOnly ? [] : occasionsOf(options);
  for (const [index, body] of occasions.entries()) {
    if (signal?.aborted) break;
    const { trace } = await open.lock.shared(() =>
      runCase({ open, rule, body, bindings, inputs: {}, index }),
    );
    tally.requests += trace.length;
    options.onCase?.(offencesNow().length > 0 ? "violated" : "held", trace.length, {
      row: index,
      bytes: 0,
    });
  }
  const { answers, offences } = open.answers.seen(rule, bindings);
  // Those of other rules count there.
  tally.cases = answers > 0 ? Math.max(1, occasions.length) : 0;
  if (answers > 0) for (const id of rule.statements) tally.exercised.add(id);
  for (const offence of offences) {
    if (signal?.aborted || tally.failures.length >= maxFailures) break;
    const { found, judged } = offence;
    const first = offendingCase(found.trace, judged);
    if (isKnownFailure(first, tally.kinds)) continue;
    const seed = seedOf(open.seed, rule.id, bindingLabel(bindings));
    const again = () => offendAgain(options, offence);
    await confirm(options, inputsOf(offence, rule), tally, { seed, first, again });
  }
  if (answers > 0 && !signal?.aborted) return;
  tally.reason ??= signal?.aborted
    ? "the run ended before it was judged"
    : "the target gave no answer that the rule is about, in this part of the run";
  tally.isOtherwiseUndecided = true;
}

/** The inputs of the case, and which rule's they are. */
function inputsOf({ found }: Offence, rule: Rule): Inputs {
  return found.rule.id === rule.id ? found.inputs : { [CASE_OF]: found.rule.id, ...found.inputs };
}

/** How a counterexample says whose case it is. */
export const CASE_OF = "case of";

/** Calls that change nothing, one a case; and the rule's own steps, where it has some. */
function occasionsOf({ open, rule, bindings, slow = {} }: UnitOptions) {
  const [binding] = bindings;
  const { safety } = open.target;
  const operations = Object.values(open.operations[rule.service] ?? {}).filter(
    (one) =>
      binding !== undefined &&
      one.bindings.includes(binding) &&
      !(safety === "read-only" && one.creates) &&
      slow[`${rule.service}/${one.name}`] === undefined &&
      firstLacking([one.name, ...(one.needs ?? [])], rule.service, open) === undefined,
  );
  const harmless = operations.flatMap((operation) => {
    const values = harmlessValues(open, operation);
    if (!values || binding === undefined) return [];
    const call = { call: operation.name, as: "unknown", with: values.with };
    return [async (state: CaseState) => void (await callOnce(call, binding, state))];
  });
  const own = (state: CaseState) => runSteps(rule.steps, state);
  return rule.steps.length > 0 ? [...harmless, own] : harmless;
}

/** What the case comes to when it is run again, as far as the same is wrong. */
async function offendAgain(
  { open, rule, bindings }: UnitOptions,
  { found, kind }: Offence,
): Promise<CaseResult> {
  const result = await found.again();
  const { invariant } = rule;
  const judged = invariant
    ? judgeOf(rule, invariant, open)(result.trace).filter((one) => bindings.includes(one.binding))
    : [];
  const wrong = judged.find(
    (one) => one.mismatches.length > 0 && kindOf(result.trace, one) === kind,
  );
  if (wrong) return offendingCase(result.trace, wrong, invariantChecks(rule, open));
  const verdict = result.verdict === "violated" ? "held" : result.verdict;
  return { ...result, verdict, mismatches: [] };
}

function invariantChecks(rule: Rule, open: ScopedTarget): JsonValue {
  const scope = caseScope(open, rule, {}, 0);
  return symbolicChecks(rule.invariant?.then ?? {}, scope, new Set());
}

/** Judges the answers of a trace by an invariant: to calls that were made as their operations are described. */
export function judgeOf(
  rule: Rule,
  { when, except, then }: Invariant,
  open: ScopedTarget,
): JudgeAnswers {
  const scope: Scope = caseScope(open, rule, {}, 0);
  return (trace) => {
    const seen = new Map<string, Set<string>>();
    const texts = new Set<string>();
    return trace.flatMap((entry, index) => {
      if ("texts" in then) addTextsSent(entry, texts);
      const { answer, binding, sent } = entry;
      if (!answer || answer.kind === "none" || !sent) return [];
      // What a target itself describes is no call of a document, and is made as it is described.
      const operation = open.operations[rule.service]?.[entry.operation];
      if (sent.as !== "call" && operation?.fromTarget === undefined) return [];
      // What is answered to a message that was broken off, whoever read it may have said.
      if (isBroken(sent.request.transfer)) return [];
      const isAbout = when.length === 0 || when.some((one) => fits(one, entry));
      if (!isAbout || except.some((one) => fits(one, entry))) return [];
      const more = open.checks ? { more: open.checks } : {};
      const errors = documentedErrors(open.operations, rule.service, entry.operation);
      const given = () => [...texts];
      const context = { answer, scope, seen, errors, ...more, given, chosen: () => undefined };
      return [{ step: index + 1, binding, mismatches: runChecks(then, context) }];
    });
  };
}

/** Whether a selector of an invariant is about an answer. */
export function fits(
  selector: AnswerSelector,
  { operation, binding, answer, sent, isOpen }: TraceEntry,
): boolean {
  const among = <T>(wanted: readonly T[] | undefined, has: T): boolean =>
    wanted === undefined || wanted.includes(has);
  const { status = 0 } = answer ?? {};
  return (
    among(selector.operation, operation) &&
    among<Binding>(selector.binding, binding) &&
    among(selector.method, sent?.request.method ?? "") &&
    (among(selector.status, status) || among(selector.status, `${String(status)[0]}xx`)) &&
    (selector.expected === undefined || isOpen === true) &&
    (selector.answer === undefined ||
      (answer !== undefined && (selector.answer === "accepted" ? isAccepted : isRefused)(answer)))
  );
}
