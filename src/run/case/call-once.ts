import { type Answer, isAccepted } from "../../judge/answer/answer.ts";
import { silenceOf } from "../../judge/answer/silence.ts";
import { valuesOf } from "../../judge/answer/values-of.ts";
import { evaluateEach, plain } from "../../judge/checks/evaluate.ts";
import type { Binding } from "../../model/binding.ts";
import { type Bytes, joinedBytes, wholeOf } from "../../model/made-bytes.ts";
import type { Operation } from "../../model/operation.ts";
import type { CallStep } from "../../model/rule.ts";
import { isBroken, isCut } from "../../model/transfer.ts";
import type { JsonValue, Principal } from "../../model/value.ts";
import { allowsNoAnswer } from "../../rules/check/allows-no-answer.ts";
import { payloadOf } from "../../wire/encode/bytes.ts";
import { keepMade, noteCall } from "../cleanup/keep-made.ts";
import type { CaseMemory, GivenCall, TargetCallResult } from "../service/adapter.ts";
import { tokenIn } from "../service/token-in.ts";
import { isBadRequest } from "../target/other-defaults.ts";
import { principalLabel } from "../target/principals.ts";
import { bindingFor, type Sent } from "../target/service-client.ts";
import { NotDeclaredError, SetUpError } from "../target/sessions.ts";
import type { CaseTarget } from "../target/target-parts.ts";
import { asksAgain, whileAskedAgain } from "./asks-again.ts";
import { isBytes } from "./build-call.ts";
import type { CaseScope } from "./case-scope.ts";
import { type CaseState, StopCase } from "./case-state.ts";
import { describeFailure } from "./describe-failure.ts";
import { otherContents } from "./other-contents.ts";
import { placeOfCall } from "./place-of-call.ts";
import { saveValues } from "./save-values.ts";
import { symbolicEach } from "./symbolic.ts";
import { symbolicChecks } from "./symbolic-checks.ts";
import { transferOfCall } from "./transfer-of-call.ts";
import { unusualParts, unusualWay } from "./unusual-parts.ts";

/** One call of a case: as whom, with what; references are looked up in the case's scope. */
export type CallValues = Pick<CallStep, "call"> & Partial<Omit<CallStep, "kind" | "call">>;

/**
 * Makes one call and gives its answer. The call is added to the trace, what it saves to the scope,
 * and what it made on the server to the creations that are removed when the case ends. Where the
 * answer asks for the same call again, as documented, that is done, a few times; the last answer counts.
 *
 * @param wanted the binding to go over, where the operation is documented for it
 * @throws SetUpError when no answer comes, but where the step takes that for an answer
 * @throws StopCase when the target turns out not to offer the call, or it would go where nothing is sent
 */
export async function callOnce(
  step: CallValues,
  wanted: Binding,
  state: CaseState,
): Promise<Answer> {
  const { open, rule } = state;
  const operation = open.operations[rule.service]?.[step.call];
  if (!operation) throw new Error(`${rule.id} calls ${step.call}, which no rule file describes`);
  const over = bindingFor(operation, wanted);
  const known = open.otherDefaults.of(operation, over, step);
  // A call that is broken off tells nothing of defaults.
  const tried = step.transfer === undefined ? known : known.slice(0, 1);
  for (const [index, added] of tried.entries()) {
    const made =
      Object.keys(added).length > 0 ? { ...step, with: { ...step.with, ...added } } : step;
    const make = (heeds: boolean) => send(made, { operation, wanted, heeds }, state);
    const { answer } = await whileAskedAgain(operation, make);
    if (!isBadRequest(answer)) {
      // What is refused for another reason says nothing of the parameter.
      if (tried.length > 1 && isAccepted(answer)) open.otherDefaults.learn(operation, over, added);
      return answer;
    }
    if (index === tried.length - 1) return answer;
    forget(state);
  }
  throw new Error(`${step.call} was not made`);
}

/** The last call is made once more in another way: nothing is judged of its answer. */
function forget({ trace }: CaseState): void {
  const last = trace.pop();
  if (!last) return;
  const { judged: _, ...entry } = last;
  trace.push({ ...entry, askedAgain: true });
}

async function send(
  step: CallValues,
  how: { readonly operation: Operation; readonly wanted: Binding; readonly heeds: boolean },
  state: CaseState,
): Promise<{ readonly answer: Answer; readonly again: boolean }> {
  const { open, scope } = state;
  const { operation, wanted, heeds } = how;
  const { service } = operation;
  const principal = plain(step.as ?? "owner", scope) as Principal | "owner-again";
  const credential = await state.ticket(principal);
  const given = step.with ?? NOTHING;
  const asked = evaluateEach(given, scope);
  const values = state.hasOtherContents ? otherContents(asked) : asked;
  for (const name in values) {
    const value = values[name];
    if (typeof value === "object" && value)
      checkSize(value, Math.min(open.target.limits.maxUploadBytes, MOST_BYTES));
  }
  const binding = bindingFor(operation, wanted);
  const unusual = unusualParts(step, scope);
  const at = placeOfCall(step.at, operation, state);
  const transfer = transferOfCall(step.transfer, state);
  const without = step.without ?? NONE;
  const noted = operation.creates && noteCall(open, operation, { as: principal, with: values });
  const made: TargetCallResult = operation.fromTarget
    ? await callOfTarget(
        open,
        operation,
        { credential, with: values, ...(transfer && { transfer }) },
        state.memory,
      )
    : madeBy(
        await open.send(service, {
          operation: step.call,
          binding,
          with: values,
          without,
          credential,
          rename: unusual.rename ?? NOTHING,
          method: unusual.method,
          spelling: unusual.spelling,
          at,
          transfer,
        }),
      );
  if (made.kind === "unavailable") {
    noted?.gone();
    throw new StopCase("unavailable", made.reason);
  }
  const { sent, answer } = made;
  if (operation.creates) {
    const broken = transfer !== undefined && isCut(transfer);
    const outcome = { reply: sent?.reply, answer, values: valuesIn(made), with: values, broken };
    keepMade(operation, outcome, { noted, credential, creations: state.creations });
  }
  // Whoever logs in, and whatever comes of it: the ticket is a secret from now on.
  const credentials = open.services[service]?.credentials;
  const isLogin = operation.name === credentials?.login?.call;
  const token = isLogin ? tokenIn(open.services[service], valuesIn(made)) : undefined;
  if (token) open.secrets.add(token, `${credentials?.word}:${step.as ?? "owner"}`);

  const again =
    heeds && !isBroken(transfer) && asksAgain(operation, { with: values, without }, answer);
  const way = unusualWay(step, state, at);
  // A literal with all of its members is made far faster than one that is put together.
  state.trace.push({
    operation: operation.name,
    binding,
    as: principalLabel(principal),
    with: symbolicEach(given, scope, state.saved, values),
    without,
    save: step.save ?? NOTHING,
    method: unusual.method,
    at: way.at,
    rename: unusual.rename,
    transfer: way.transfer,
    spelling: unusual.spelling,
    askedAgain: again || undefined,
    isOpen: step.expect === "anything" || undefined,
    judged:
      step.then === undefined || again ? undefined : symbolicChecks(step.then, scope, state.saved),
    answer,
    sent: sent && {
      call: sent.call,
      request: sent.request,
      reply: sent.reply,
      as: operation.fromTarget ? "request" : "call",
    },
  });
  if (!answer) {
    const isOpen = allowsNoAnswer(step.then) || (isBroken(transfer) && step.then === undefined);
    const silence = isOpen ? silenceOf(sent?.reply) : undefined;
    if (silence) return { answer: silence, again: false };
    const why = sent ? describeFailure(sent.reply) : "no answer";
    throw new SetUpError(`${operation.name} got ${why}`);
  }
  if (again) return { answer, again };
  if (made.ids) scope.set("listedIds", made.ids);
  if (step.save) saveValues(step.save, { answer, values: valuesIn(made) }, state);
  // What a server takes of a call that is broken off is not what the call says.
  if (isAccepted(answer) && !isBroken(transfer)) addSent(operation, values, scope);
  return { answer, again };
}

const NOTHING = {};
const NONE: readonly string[] = [];

/** A documented call as calls that a target describes are told of. */
function madeBy(sent: Sent): CallMade {
  return { kind: "made", sent, answer: sent.answer };
}

type CallMade = Extract<TargetCallResult, { kind: "made" }>;

/** The values of an answer by the names that rules use. Few calls make something, or save it. */
function valuesIn({ values, answer }: CallMade): Readonly<Record<string, string>> {
  return values ?? valuesOf(answer);
}

/** The largest chunk that is documented has 32 MiB: whoever answers a larger one gets none. */
const MOST_BYTES = 40 * 1024 * 1024;

/** A rule, or a server's own ChunkSize, may ask for more than the target's owner is willing to have sent. */
function checkSize(value: JsonValue, limit: number): void {
  if (!isBytes(value)) {
    if (typeof value !== "object" || !value) return;
    for (const part of Object.values(value)) checkSize(part, limit);
    return;
  }
  if (value.bytes.size <= limit) return;
  if (limit === MOST_BYTES) {
    throw new NotDeclaredError(
      `${value.bytes.size} bytes are more than the ${MOST_BYTES} that Assay sends in one call`,
    );
  }
  throw new NotDeclaredError(
    `the target's limits.maxUploadBytes, ${limit}, are fewer than ${value.bytes.size} bytes`,
  );
}

/** A call that no document describes: how it is made only the service's adapter knows. */
async function callOfTarget(
  open: CaseTarget,
  operation: Operation,
  given: GivenCall,
  memory: CaseMemory,
): Promise<TargetCallResult> {
  open.permit({ operation, with: given.with });
  const call = open.adapters.get(operation.service)?.call;
  const reason = `no target describes ${operation.name}`;
  return call ? call(open, operation, given, memory) : { kind: "unavailable", reason };
}

/** More bytes than that are made when they are compared. */
const MOST_THERE = 1024 * 1024;

/** Keeps the bytes that were taken, so that a document can be compared with all of them. */
function addSent(
  { parameters }: Operation,
  values: Readonly<Record<string, JsonValue>>,
  scope: CaseScope,
): void {
  for (const { name, type } of parameters) {
    const payload = values[name];
    if (type !== "bytes" || !isBytes(payload)) continue;
    const before = scope.get("sent") as Bytes;
    const { bytes } = payloadOf(payload).made;
    const isMuch = before.length + bytes.length > MOST_THERE;
    const all = joinedBytes([before, bytes]);
    scope.set("sent", isMuch ? all : wholeOf(all));
  }
}
