import { type Answer, isAccepted, isRefused } from "../judge/answer.ts";
import { runChecks } from "../judge/checks.ts";
import { describeAnswer } from "../judge/describe-answer.ts";
import { evaluate, plain } from "../judge/evaluate.ts";
import type { Mismatch } from "../judge/mismatch.ts";
import { outcomeWords } from "../judge/outcome-words.ts";
import type { ScopeValue } from "../judge/scope.ts";
import type { Binding } from "../model/binding.ts";
import type { CallStep, ProbeStep, Rule, Step } from "../model/rule.ts";
import type { Plain, Principal } from "../model/value.ts";
import { payloadOf } from "../wire/bytes.ts";
import { isBytes } from "./build-call.ts";
import { type Creation, creationOf } from "./creations.ts";
import { describeFailure } from "./describe-failure.ts";
import { keyOf } from "./keys.ts";
import type { OpenTarget } from "./open-target.ts";
import { principalLabel } from "./principals.ts";
import { probe } from "./probe.ts";
import { bindingFor, type Sent } from "./service-client.ts";
import { SetUpError } from "./sessions.ts";
import { symbolic } from "./symbolic.ts";
import { callOfTarget, type LastUpload } from "./target-calls.ts";
import type { TraceEntry } from "./trace.ts";

/** Why a case stops before its end: set-up, network, or something that the target turned out to lack. */
export class StopCase extends Error {
  override readonly name = "StopCase";
  readonly verdict: "undecided" | "unavailable";
  constructor(verdict: "undecided" | "unavailable", reason: string) {
    super(reason);
    this.verdict = verdict;
  }
}

/** Everything that the steps of one case share and add to. */
export interface CaseState {
  readonly open: OpenTarget;
  readonly rule: Rule;
  /** The bindings of the unit; calls go over the first unless they say otherwise. */
  readonly bindings: readonly Binding[];
  readonly scope: Map<string, ScopeValue>;
  readonly saved: Set<string>;
  readonly ticket: (principal: Principal | "owner-again") => Promise<string | undefined>;
  readonly trace: TraceEntry[];
  readonly mismatches: (Mismatch & { readonly step: number })[];
  readonly observed: [label: string, words: string][];
  readonly chosen: string[];
  readonly seen: Map<string, Set<string>>;
  readonly creations: Creation[];
  readonly upload: LastUpload;
}

/**
 * Runs steps in order; mismatches, observations and creations collect in the state.
 *
 * @throws StopCase when the case cannot go on
 */
export async function runSteps(steps: readonly Step[], state: CaseState): Promise<void> {
  for (const step of steps) {
    if (!applies(step, state)) continue;
    switch (step.kind) {
      case "call":
        await runCall(step, state);
        break;
      case "probe":
        await runProbe(step, state);
        break;
      case "repeat": {
        const times = Number(evaluate(step.times, state.scope));
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

function applies(step: Step, { scope }: CaseState): boolean {
  return Object.entries(step.when ?? {}).every(
    ([reference, value]) => evaluate(reference, scope) === value,
  );
}

async function runCall(step: CallStep, state: CaseState): Promise<void> {
  const over = step.over === "each" ? state.bindings : [step.over ?? state.bindings[0] ?? "get"];
  const perBinding: Record<string, Answer> = {};
  for (const binding of over) {
    const answer = await callOnce(step, binding, state);
    perBinding[binding] = answer;
    expectSetUp(step, answer, state);
  }
  const [answer] = Object.values(perBinding);
  if (!answer) return;
  if (step.saveAnswer) state.scope.set(step.saveAnswer, answer);
  if (step.observe !== undefined) {
    state.observed.push([String(evaluate(step.observe, state.scope)), outcomeWords(answer)]);
  }
  if (!step.then) return;
  const mismatches = runChecks(step.then, {
    answer,
    ...(step.over === "each" ? { perBinding } : {}),
    scope: state.scope,
    seen: state.seen,
    chosen: (because) => void state.chosen.push(because),
  });
  state.mismatches.push(...mismatches.map((one) => ({ ...one, step: state.trace.length })));
}

/** Makes one call and gives its answer; saves what the step saves. */
async function callOnce(step: CallStep, wanted: Binding, state: CaseState): Promise<Answer> {
  const { open, rule, scope } = state;
  const operation = open.operations[step.call];
  if (!operation) throw new Error(`${rule.id} calls ${step.call}, which no rule file describes`);
  const principal = plain(step.as, scope) as Principal | "owner-again";
  const credential =
    operation.service === "apidatatools"
      ? keyOf(open.target, principal, open.seed)
      : await state.ticket(principal);
  const values = plain(step.with, scope) as Readonly<Record<string, Plain>>;
  const binding = bindingFor(operation, wanted);

  const made = operation.fromTarget
    ? await callOfTarget(open, operation, credential, state.upload)
    : await documentedCall();
  if (made.kind === "unavailable") throw new StopCase("unavailable", made.reason);
  const { sent, answer } = made;

  state.trace.push({
    operation: operation.name,
    binding,
    as: principalLabel(principal),
    with: symbolic(step.with, scope, state.saved) as Readonly<Record<string, Plain>>,
    without: step.without,
    save: step.save,
    answer,
    ...(sent === undefined ? {} : { sent }),
  });
  if (!answer) {
    const why = sent ? describeFailure(sent.reply) : "no answer";
    throw new SetUpError(`${operation.name} got ${why}`);
  }
  if (made.ids) scope.set("listedIds", made.ids);
  save(step, made.values, state);
  const accepted = isAccepted(answer);
  if (accepted) addSent(values["fileChunk"], scope);
  const outcome = { accepted, answer: made.values, with: values };
  const creation = creationOf(operation, outcome, credential);
  if (creation) state.creations.push(creation);
  return answer;

  async function documentedCall(): Promise<{
    readonly kind: "made";
    readonly sent: Sent;
    readonly answer: Answer | undefined;
    readonly values: Readonly<Record<string, string>>;
    readonly ids?: readonly string[];
  }> {
    const method = step.method === undefined ? undefined : String(evaluate(step.method, scope));
    const sent = await open.send(rule.service, {
      operation: step.call,
      binding,
      with: values,
      without: step.without,
      credential,
      rename: (step.rename === undefined ? {} : plain(step.rename, scope)) as Record<
        string,
        string
      >,
      ...(method === undefined ? {} : { method }),
      ...(step.spelling === undefined ? {} : { spelling: step.spelling }),
    });
    return { kind: "made", sent, answer: sent.answer, values: valuesOf(sent.answer) };
  }
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

function save(
  step: CallStep,
  values: Readonly<Record<string, string>>,
  { scope, saved }: CaseState,
): void {
  for (const [name, from] of Object.entries(step.save)) {
    const value = values[from] ?? caseless(values, from);
    if (value === undefined) scope.delete(name);
    else scope.set(name, value);
    saved.add(name);
  }
}

/** What a step saves is set-up: servers that spell an attribute in another case are told apart elsewhere. */
function caseless(values: Readonly<Record<string, string>>, name: string): string | undefined {
  const found = Object.keys(values).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : values[found];
}

function valuesOf(answer: Answer | undefined): Readonly<Record<string, string>> {
  if (answer?.kind === "element") return answer.attributes;
  if (answer?.kind !== "json" || typeof answer.value !== "object" || !answer.value) return {};
  return Object.fromEntries(
    Object.entries(answer.value).map(([name, value]) => [name, String(value)]),
  );
}

/** Keeps the bytes of a chunk that was taken, so that a document can be compared with all of them. */
function addSent(chunk: Plain | undefined, scope: Map<string, ScopeValue>): void {
  if (!isBytes(chunk)) return;
  const before = scope.get("sent") as Buffer;
  scope.set("sent", Buffer.concat([before, payloadOf(chunk).bytes]));
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
