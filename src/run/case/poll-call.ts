import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "../../judge/answer/answer.ts";
import { runChecks } from "../../judge/checks/checks.ts";
import { numberOf } from "../../judge/checks/evaluate.ts";
import type { Binding } from "../../model/binding.ts";
import type { CallStep, Checks } from "../../model/rule.ts";
import { callOnce } from "./call-once.ts";
import type { CaseState } from "./case-state.ts";
import { documentedErrors } from "./documented-errors.ts";
import { symbolicChecks } from "./symbolic-checks.ts";

/** What a rule may write; a reference may lead to any number, or to none. */
const LONGEST_MS = 600_000;

/**
 * Makes the call of a step; where the step says so, again until its checks hold or the time is over. Only
 * the last answer counts, and the trace has that call alone.
 *
 * @throws as `callOnce`, also where one of the tries gets no answer
 */
export function makeCall(step: CallStep, binding: Binding, state: CaseState): Promise<Answer> {
  const { until } = step;
  return until ? callUntil({ ...step, until }, binding, state) : callOnce(step, binding, state);
}

async function callUntil(
  step: CallStep & { readonly until: Checks },
  binding: Binding,
  state: CaseState,
): Promise<Answer> {
  const { until, every = 0 } = step;
  const within = Math.min(LONGEST_MS, numberOf(step.within ?? 0, state.scope) || 0);
  const began = performance.now();
  const earlier = state.trace.length;
  for (let tries = 1; ; tries++) {
    const answer = await callOnce(step, binding, state);
    const waitedMs = performance.now() - began;
    if (holds(step, answer, state) || waitedMs + every > within) {
      const last = state.trace.pop();
      if (last) {
        const checks = symbolicChecks(until, state.scope, state.saved);
        const polled = { until: checks, within, every, tries, waitedMs };
        state.trace.push({ ...last, polled });
      }
      return answer;
    }
    await sleep(every);
    state.trace.length = earlier;
  }
}

/** Nothing is judged by it: neither an alternative nor a distinct value counts. */
function holds(
  { call, until }: CallStep & { readonly until: Checks },
  answer: Answer,
  { scope, seen, open, rule }: CaseState,
): boolean {
  const own = new Map([...seen].map(([name, values]) => [name, new Set(values)]));
  const mismatches = runChecks(until, {
    answer,
    scope,
    seen: own,
    errors: documentedErrors(open.operations, rule.service, call),
    ...(open.checks ? { more: open.checks } : {}),
    chosen: () => undefined,
  });
  return mismatches.length === 0;
}
