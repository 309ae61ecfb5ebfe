import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import type { RecordedStep } from "../../model/failure.ts";
import type { Polled, TraceEntry } from "./trace.ts";

/** A call of a case as reports keep it; not redacted yet. */
export function recordedStep(entry: TraceEntry): RecordedStep {
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
    answer: answer ? describeAnswer(answer) : "no answer",
  };
}

function polling({ until, within, every, tries }: Polled): Partial<RecordedStep> {
  return { until, within, every, tries };
}
