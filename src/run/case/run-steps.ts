import { type Answer, isAccepted, isRefused } from "../../judge/answer/answer.ts";
import { outcomeWords } from "../../judge/answer/outcome-words.ts";
import { runChecks } from "../../judge/checks/checks.ts";
import { evaluate, UnsavedReferenceError } from "../../judge/checks/evaluate.ts";
import { matchValue } from "../../judge/checks/match-value.ts";
import { firstBinding } from "../../model/binding.ts";
import type { AnyStep, CallStep, ProbeStep, Step, When } from "../../model/rule.ts";
import { textOf } from "../../model/text-of.ts";
import { firstLacking } from "../target/applicability.ts";
import { probe } from "../target/probe.ts";
import { SetUpError } from "../target/sessions.ts";
import { callOnce } from "./call-once.ts";
import { type CaseState, StopCase } from "./case-state.ts";
import { documentedErrors } from "./documented-errors.ts";
import { notAsExpected } from "./not-as-expected.ts";
import { makeCall } from "./poll-call.ts";
import { recordJudgement } from "./record-judgement.ts";
import { textsSent } from "./texts-sent.ts";

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
        if (step.cleanup) await tidyUp(step, state);
        else await runCall(step, state);
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
      case "any":
        await runAny(step, state);
        break;
      default:
        step satisfies never;
    }
  }
}

function applies(when: When, { scope }: CaseState): boolean {
  return Object.entries(when).every(([reference, wanted]) => {
    if (typeof wanted !== "object") return evaluate(reference, scope) === wanted;
    const value = valueOrNone(reference, scope);
    return matchValue(wanted, value, reference, { scope, seen: new Map() }).length === 0;
  });
}

/** A matcher may ask whether there is a value at all. */
function valueOrNone(reference: string, scope: CaseState["scope"]): unknown {
  try {
    return evaluate(reference, scope);
  } catch (error) {
    if (error instanceof UnsavedReferenceError) return undefined;
    throw error;
  }
}

/** Takes the first way that the target offers, and that turns out to show something. */
async function runAny({ ways }: AnyStep, state: CaseState): Promise<void> {
  const { open, rule } = state;
  const offered = ways.filter(({ needs }) => firstLacking(needs, rule.service, open) === undefined);
  for (const [index, { steps }] of offered.entries()) {
    try {
      return await runSteps(steps, state);
    } catch (error) {
      const isLast = index === offered.length - 1;
      if (isLast || !(error instanceof StopCase) || error.verdict !== "unavailable") throw error;
    }
  }
}

/** Whatever it is answered: what it would remove ends by itself some day. */
async function tidyUp(step: CallStep, state: CaseState): Promise<void> {
  const { open, rule, bindings } = state;
  if (firstLacking([step.call], rule.service, open) !== undefined) return;
  try {
    await callOnce(
      step,
      step.over === "each" ? firstBinding() : (step.over ?? firstBinding(bindings)),
      state,
    );
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
  }
}

async function runCall(step: CallStep, state: CaseState): Promise<void> {
  if (step.over === "each") return runOverEach(step, state);
  const answer = await makeCall(step, step.over ?? firstBinding(state.bindings), state);
  expectSetUp(step, answer, state);
  settle(step, answer, state);
}

async function runOverEach(step: CallStep, state: CaseState): Promise<void> {
  const perBinding: Record<string, Answer> = {};
  for (const binding of state.bindings) {
    const answer = await makeCall(step, binding, state);
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
  if (step.saveAnswer) {
    state.scope.set(step.saveAnswer, answer);
    state.saved.add(step.saveAnswer);
  }
  if (step.observe !== undefined) {
    state.observed.push([textOf(evaluate(step.observe, state.scope)), outcomeWords(answer)]);
  }
  if (!step.then) return;
  const mismatches = runChecks(step.then, {
    answer,
    ...(perBinding ? { perBinding } : {}),
    scope: state.scope,
    seen: state.seen,
    errors: documentedErrors(state.open.operations, state.rule.service, step.call),
    ...(state.open.checks ? { more: state.open.checks } : {}),
    chosen: (because) => void state.chosen.push(because),
    given: () => textsSent(state.trace),
  });
  recordJudgement({ statements: step.carries, mismatches }, state);
}

/** Set-up and twins: where they do not hold, nothing can be said about the rule. */
function expectSetUp(step: CallStep, answer: Answer, state: CaseState): void {
  const { expect } = step;
  if (expect === "anything") return;
  if (expect === "accepted" ? isAccepted(answer) : isRefused(answer)) return;
  throw notAsExpected(`step ${state.trace.length}, ${step.call},`, expect, state);
}

async function runProbe(step: ProbeStep, state: CaseState): Promise<void> {
  const value = textOf(evaluate(step.holds, state.scope));
  const found = await probe(step.probe, value, state.rule.service, state.open);
  if (typeof found === "object") throw new StopCase("unavailable", found.unavailable);
  if (step.observe !== undefined) {
    state.observed.push([textOf(evaluate(step.observe, state.scope)), found]);
  }
  if (step.expect === "present" && found === "absent") {
    const reason = "the probe sees no file that is named after the handler";
    throw new StopCase("unavailable", reason);
  }
  if (step.expect === "absent" && found === "present") {
    throw new StopCase("undecided", "the staged file should be absent by now, and is still there");
  }
  if (step.then === undefined) return;
  const held = step.then === found;
  const expected = `the staged file to be ${step.then}`;
  const mismatch = {
    expected,
    actual: found,
    // The last answer is not what is wrong.
    kind: `expected ${expected}, got ${found}`,
  };
  recordJudgement({ statements: step.carries, mismatches: held ? [] : [mismatch] }, state);
}
