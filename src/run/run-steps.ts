import { type Answer, isAccepted, isRefused } from "../judge/answer.ts";
import { runChecks } from "../judge/checks.ts";
import { describeAnswer } from "../judge/describe-answer.ts";
import { evaluate } from "../judge/evaluate.ts";
import { outcomeWords } from "../judge/outcome-words.ts";
import type { CallStep, ProbeStep, Step, When } from "../model/rule.ts";
import { callOnce } from "./call-once.ts";
import { type CaseState, StopCase } from "./case-state.ts";
import { probe } from "./probe.ts";

/** How often a step may be repeated, where a server's answer says how often. */
const MOST_ROUNDS = 10_000;

/**
 * Runs steps in order; mismatches, observations and creations collect in the state.
 *
 * @throws StopCase when the case cannot go on
 */
export async function runSteps(steps: readonly Step[], state: CaseState): Promise<void> {
  for (const step of steps) {
    if (step.when && !applies(step.when, state)) continue;
    switch (step.kind) {
      case "call":
        await runCall(step, state);
        break;
      case "probe":
        await runProbe(step, state);
        break;
      case "repeat": {
        const times = Math.min(MOST_ROUNDS, Number(evaluate(step.times, state.scope)));
        for (let round = 0; round < times; round++) {
          state.scope.set("round", round);
          await runSteps(step.steps, state);
        }
        break;
      }
      default:
        step satisfies never;
    }
  }
}

function applies(when: When, { scope }: CaseState): boolean {
  return Object.entries(when).every(([reference, value]) => evaluate(reference, scope) === value);
}

async function runCall(step: CallStep, state: CaseState): Promise<void> {
  if (step.over === "each") return runOverEach(step, state);
  const answer = await callOnce(step, step.over ?? state.bindings[0] ?? "get", state);
  expectSetUp(step, answer, state);
  settle(step, answer, state);
}

async function runOverEach(step: CallStep, state: CaseState): Promise<void> {
  const perBinding: Record<string, Answer> = {};
  for (const binding of state.bindings) {
    const answer = await callOnce(step, binding, state);
    perBinding[binding] = answer;
    expectSetUp(step, answer, state);
  }
  const [answer] = Object.values(perBinding);
  if (answer) settle(step, answer, state, perBinding);
}

/** Keeps, notes and judges an answer as its step says. */
function settle(
  step: CallStep,
  answer: Answer,
  state: CaseState,
  perBinding?: Readonly<Record<string, Answer>>,
): void {
  if (step.saveAnswer) state.scope.set(step.saveAnswer, answer);
  if (step.observe !== undefined) {
    state.observed.push([String(evaluate(step.observe, state.scope)), outcomeWords(answer)]);
  }
  if (!step.then) return;
  const mismatches = runChecks(step.then, {
    answer,
    ...(perBinding ? { perBinding } : {}),
    scope: state.scope,
    seen: state.seen,
    ...(state.open.checks ? { more: state.open.checks } : {}),
    chosen: (because) => void state.chosen.push(because),
  });
  for (const one of mismatches) state.mismatches.push({ ...one, step: state.trace.length });
}

/** Set-up and twins: where they do not hold, nothing can be said about the rule. */
function expectSetUp(step: CallStep, answer: Answer, state: CaseState): void {
  const held =
    step.expect === "anything" ||
    (step.expect === "accepted" ? isAccepted(answer) : isRefused(answer));
  if (held) return;
  const number = state.trace.length;
  const reason = `step ${number}, ${step.call}, should be ${step.expect} but got ${describeAnswer(answer)}`;
  throw new StopCase("undecided", reason);
}

async function runProbe(step: ProbeStep, state: CaseState): Promise<void> {
  const value = String(evaluate(step.holds, state.scope));
  const found = await probe(step.probe, value, state.open.target);
  if (typeof found === "object") throw new StopCase("unavailable", found.unavailable);
  if (step.observe !== undefined) state.observed.push([step.observe, found]);
  if (step.expect !== undefined && step.expect !== found) {
    const reason = "the probe sees no file that is named after the handler";
    throw new StopCase("unavailable", reason);
  }
  if (step.then !== undefined && step.then !== found) {
    state.mismatches.push({
      expected: `the staged file ${step.then}`,
      actual: `the staged file ${found}`,
      step: state.trace.length,
    });
  }
}
