import { wantedBy } from "../../judge/report/same-call.ts";
import type { UnmetCall } from "../../model/unmet-call.ts";
import { redactDeep } from "../../wire/redact/redact-deep.ts";
import { recordedFor } from "./evidence.ts";
import { recordedStep } from "./recorded-step.ts";
import { gotWords } from "./signature.ts";
import type { CaseResult } from "./trace.ts";
import type { UnitOptions } from "./unit-options.ts";

/**
 * The calls because of which a control does not hold: the one that did not do what it is for, or the one whose
 * answer is wrong, once for each part that is. None where something else is the reason, or where what the answer
 * should have been says neither.
 */
export function unmetOfControl(
  { open, rule }: Pick<UnitOptions, "open" | "rule">,
  { unmet, mismatches, trace }: CaseResult,
): readonly UnmetCall[] {
  if (unmet) return [unmet];
  const [first] = mismatches;
  if (!first) return [];
  const entry = trace[first.step - 1];
  if (!entry?.answer) return [];
  const outcome = wantedBy(entry.judged);
  const call = {
    step: recordedStep(entry, recordedFor(open, rule, entry)),
    got: gotWords(entry.answer),
  };
  const wrong = mismatches.filter(({ step }) => step === first.step);
  const found = wrong.flatMap(({ about }): readonly UnmetCall[] => {
    if (about !== undefined) return [{ ...call, wanted: "told", about }];
    return outcome ? [{ ...call, wanted: outcome }] : [];
  });
  // Where a part of it cannot be told, no other rule can be named for all of it.
  return found.length < wrong.length ? [] : redactDeep(found, open.secrets.redact);
}
