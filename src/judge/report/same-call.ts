import type { Failure, RecordedStep } from "../../model/failure.ts";
import type { CallOutcome, UnmetCall } from "../../model/unmet-call.ts";
import type { JsonValue } from "../../model/value.ts";
import { canonicalJson } from "./canonical-json.ts";

/**
 * Whether a failure is about such a call, too: the same operation over the same binding, as the same user,
 * with the same parameters; the documents promise the same outcome, or something of the same part of the answer, and
 * the same kind of answer came instead.
 * A parameter has the same saved value in both, or a value of its own in both: which one, a generator chose.
 * A failure of which the steps do not say what was judged is about none.
 */
export function isOfSameCall(
  { steps, step, signature, expected }: Failure,
  { wanted, about, ...unmet }: UnmetCall,
): boolean {
  const failing = steps[step - 1];
  return (
    failing !== undefined &&
    shapeOf(failing) === shapeOf(unmet.step) &&
    (wanted === "told"
      ? expected.some((words) => words.startsWith(`${about} `))
      : wantedBy(failing.judged) === wanted) &&
    `${signature};`.includes(`, got ${unmet.got};`)
  );
}

/** Calls that differ only in what a generator chose, once. */
export function distinctUnmet(calls: readonly UnmetCall[]): readonly UnmetCall[] {
  const keyOf = ({ step, wanted, about = "", got }: UnmetCall) =>
    `${wanted} ${about} ${got} ${shapeOf(step)}`;
  return [...new Map(calls.toReversed().map((one) => [keyOf(one), one])).values()].toReversed();
}

/** What makes two calls alike; generated values count by their kind. */
function shapeOf(step: RecordedStep): string {
  const { call, binding, as, without = [], method, at, rename = {}, transfer, spelling } = step;
  const values = Object.entries(step.with).map(([name, value]) => [name, kindOf(value)]);
  return canonicalJson({
    ...{ call, binding, as: typeof as === "string" ? as : "literal", rename },
    ...{ with: Object.fromEntries(values), without: [...without].sort() },
    ...(at === undefined ? {} : { at: kindOf(at) }),
    ...(transfer === undefined ? {} : { transfer }),
    ...{ method: method ?? "", spelling: spelling ?? "" },
  });
}

/** References to saved values are told by their names. */
function kindOf(value: JsonValue): string {
  if (typeof value === "string" && /^\$(?!\$)/.test(value)) return value;
  return Array.isArray(value) ? "list" : typeof value;
}

/** Checks that only a call that did what it is for can meet, and those that only a refusal can. */
const WANTS: Readonly<Record<CallOutcome, readonly string[]>> = {
  accepted: ["bytes", "chunk", "form", "zip"],
  refused: ["refused", "noDocument"],
};

/** The outcome that checks promise, as far as they do. */
export function wantedBy(judged: JsonValue | undefined): CallOutcome | undefined {
  if (typeof judged !== "object" || judged === null || Array.isArray(judged)) return undefined;
  const { success, status } = judged as Readonly<Record<string, JsonValue>>;
  if (typeof success === "boolean") return success ? "accepted" : "refused";
  const names = Object.keys(judged);
  if (names.some((name) => WANTS.refused.includes(name))) return "refused";
  if (names.some((name) => WANTS.accepted.includes(name))) return "accepted";
  return wantedByStatus(status);
}

/** As REST tells them apart: 2xx did what it is for, 4xx and 5xx did not (RFC 9110, section 15). */
function wantedByStatus(status: JsonValue | undefined): CallOutcome | undefined {
  const several = Array.isArray(status) ? status : [status ?? ""];
  if (several.length === 0) return undefined;
  if (several.every((one) => /^2/.test(String(one)))) return "accepted";
  return several.every((one) => /^[45]/.test(String(one))) ? "refused" : undefined;
}
