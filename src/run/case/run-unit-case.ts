import { bodyOf } from "./case-body.ts";
import type { CaseState } from "./case-state.ts";
import { type Load, runCase } from "./run-case.ts";
import type { CaseResult } from "./trace.ts";
import type { Inputs, UnitOptions } from "./unit-options.ts";

/**
 * Runs a case of a unit. One that could not be judged gets one more try: a dropped connection says
 * nothing.
 *
 * @param index which case of the property it is
 * @param options.body instead of the rule's own: its control, for one
 * @param options.load that it is load for other cases, and which
 */
export async function runUnitCase(
  { open, rule, bindings, vocabulary }: UnitOptions,
  inputs: Inputs,
  index: number,
  {
    body = bodyOf(rule, inputs, vocabulary),
    load,
  }: { readonly body?: (state: CaseState) => Promise<void>; readonly load?: Load } = {},
): Promise<CaseResult> {
  const options = { open, rule, body, bindings, inputs, index, ...(load ? { load } : {}) };
  const turn = open.pace.enter();
  if (turn) await turn;
  try {
    const first = await runCase(options);
    return first.verdict === "undecided" ? await runCase(options) : first;
  } finally {
    open.pace.leave();
  }
}

/** What a case missed first, or why it could not be judged. */
export function describeViolation({ mismatches: [mismatch], reason = "" }: CaseResult): string {
  if (!mismatch) return reason;
  const { step, expected, actual } = mismatch;
  return `${step > 0 ? `step ${step}: ` : ""}expected ${expected}, got ${actual}`;
}
