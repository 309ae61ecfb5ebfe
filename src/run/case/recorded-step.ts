import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import { isOfCredential, refusesCredential } from "../../judge/answer/told-errors.ts";
import type { ErrorKind } from "../../model/error-kind.ts";
import type { RecordedStep } from "../../model/failure.ts";
import type { JsonValue } from "../../model/value.ts";
import type { Polled, TraceEntry } from "./trace.ts";

/** What is known of the service whose call a step is. */
export interface RecordedFor {
  /** The errors that the documents name for the operation. */
  readonly errors: readonly ErrorKind[];
  /** The operation that ends a session. */
  readonly ending: string | undefined;
}

/** A call of a case as reports keep it; not redacted yet. */
export function recordedStep(entry: TraceEntry, known: RecordedFor): RecordedStep {
  const { operation, binding, as, without, save, answer } = entry;
  const { method, at, rename, transfer, spelling } = entry;
  return {
    call: operation,
    binding,
    as,
    with: entry.with,
    ...(without.length > 0 ? { without } : {}),
    ...(Object.keys(save).length > 0 ? { save } : {}),
    ...(method === undefined ? {} : { method }),
    ...(at === undefined ? {} : { at }),
    ...(rename === undefined ? {} : { rename }),
    ...(transfer === undefined ? {} : { transfer }),
    ...(spelling === undefined ? {} : { spelling }),
    ...(entry.askedAgain ? { askedAgain: true } : {}),
    ...(entry.polled === undefined ? {} : polling(entry.polled)),
    ...(entry.judged === undefined ? {} : { judged: entry.judged }),
    ...credential(entry, known),
    answer: answer ? describeAnswer(answer) : "no answer",
  };
}

function credential(
  { operation, judged, answer }: TraceEntry,
  { errors, ending }: RecordedFor,
): Partial<RecordedStep> {
  if (operation === ending) return { credential: "ended" };
  if (!answer || !refusesCredential(answer)) return {};
  return isAskedFor(judged, errors.filter(isOfCredential)) ? {} : { credential: "refused" };
}

/** Whether what is judged of an answer asks for one of these errors, in whatever alternative. */
function isAskedFor(judged: JsonValue | undefined, errors: readonly ErrorKind[]): boolean {
  if (typeof judged !== "object" || judged === null) return false;
  return Object.entries(judged).some(
    ([name, value]) =>
      (name === "error" && errors.some((kind) => kind.name === value)) || isAskedFor(value, errors),
  );
}

function polling({ until, within, every, tries }: Polled): Partial<RecordedStep> {
  return { until, within, every, tries };
}
