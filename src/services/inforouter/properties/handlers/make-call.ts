import { type Answer, isEmptyDocument } from "../../../../judge/answer/answer.ts";
import type { Binding } from "../../../../model/binding.ts";
import { wholeOf } from "../../../../model/made-bytes.ts";
import type { Made } from "../../../../properties/sequential/play.ts";
import { stepOf } from "../../../../properties/sequential/step-of.ts";
import { type CallValues, callOnce } from "../../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

/** A call that was made, with its answer. */
export interface MadeCall extends Made<Outcome> {
  readonly answer: Answer;
}

/** Makes a call, and gives what it came to and its number among the steps. */
export async function makeCall(
  values: CallValues,
  over: Binding,
  state: CaseState,
): Promise<MadeCall> {
  // Which outcome is right the specification says later: an error of the server never is.
  const answer = await callOnce({ ...values, expect: "anything" }, over, state);
  return { answer, outcome: outcomeOf(answer), step: stepOf(values, answer, state) };
}

/** As `makeCall`, where what an accepted answer says is judged as well. */
export async function makeTelling(
  values: CallValues,
  over: Binding,
  state: CaseState,
): Promise<MadeCall> {
  const made = await makeCall(values, over, state);
  const { answer, outcome } = made;
  if (outcome.kind !== "accepted" || answer.kind !== "element") return made;
  const says = Object.entries(answer.attributes).map(([name, value]) => [
    name.toLowerCase(),
    value.toLowerCase(),
  ]);
  return { ...made, outcome: { ...outcome, says: Object.fromEntries(says) } };
}

/**
 * Makes a call that issues a handler under a name, `h2` after `h0` and `h1`, and tells whether it is one of
 * its own.
 *
 * @param attribute that has the handler's GUID
 */
export async function makeIssuing(
  values: CallValues,
  { name, attribute }: { readonly name: string; readonly attribute: string },
  over: Binding,
  state: CaseState,
): Promise<MadeCall> {
  const made = await makeTelling({ ...values, save: { [name]: attribute } }, over, state);
  if (made.outcome.kind !== "accepted") return made;
  const before = Array.from({ length: Number(name.slice(1)) }, (_, index) => `${name[0]}${index}`);
  const guid = digitsOf(state, name);
  const of = before.find((other) => digitsOf(state, other) === guid);
  const found = of === undefined ? ("new" as const) : { of };
  const issued = { guid: guid === "" ? ("none" as const) : found, others: before.length };
  return { ...made, outcome: { ...made.outcome, issued } };
}

/** A GUID in any of its forms and letter cases, without what the forms differ in. */
function digitsOf({ scope }: CaseState, name: string): string {
  return String(scope.get(name) ?? "")
    .toLowerCase()
    .replace(/[^0-9a-f]/g, "");
}

/** Makes a call whose answer is a document, and gives its bytes. */
export async function makeReading(
  values: CallValues,
  over: Binding,
  state: CaseState,
): Promise<MadeCall> {
  const made = await makeCall(values, over, state);
  const { answer, outcome } = made;
  if (answer.kind !== "document") return made;
  const bytes = wholeOf(answer.bytes);
  if (!isEmptyDocument(answer)) return { ...made, outcome: { ...outcome, bytes } };
  // A failure may be an empty body. It is no lost document where the next read has one.
  const again = await callOnce(values, over, state);
  const isThere = again.kind === "document" && !isEmptyDocument(again);
  const how = isThere ? ({ how: "ticket error" } as const) : {};
  return { ...made, outcome: { ...outcome, ...how, bytes } };
}

/** The server, or what stands before it, was too busy to take the call: it says nothing of the rules. */
const BUSY: readonly number[] = [429, 502, 503, 504];

/**
 * Makes a call of a race, whose answer has to say something of the order of calls.
 *
 * @param reads whether it asks for bytes: a document, or a chunk in base64
 * @throws StopCase when it says nothing: it cannot be read, never reached the operation, or the session is over
 */
export async function makeDeciding(
  values: CallValues,
  over: Binding,
  state: CaseState,
  { reads }: { readonly reads: boolean },
): Promise<MadeCall> {
  const made = mustTell(await makeCall(values, over, state));
  const { answer, outcome } = made;
  // The ticket was good when the race began: sessions end, and that is no matter of the handler.
  if (outcome.how === "ticket error") {
    throw new StopCase("undecided", `a call of the race got ${outcome.words}`);
  }
  if (!reads || outcome.kind !== "accepted") return made;
  return { ...made, outcome: { ...outcome, bytes: bytesOf(answer) } };
}

/**
 * A call whose answer says something of the rules.
 *
 * @throws StopCase when it cannot be read, or never reached the operation
 */
export function mustTell(made: MadeCall): MadeCall {
  const { answer, outcome } = made;
  const turnedAway = answer.kind === "refusal" && BUSY.includes(answer.status);
  if (!turnedAway && outcome.kind !== "unreadable") return made;
  throw new StopCase("undecided", `a call of the race got ${outcome.words}`);
}

function bytesOf(answer: Answer): Buffer {
  if (answer.kind === "document") return wholeOf(answer.bytes);
  return Buffer.from(answer.kind === "element" ? answer.text : "", "base64");
}
