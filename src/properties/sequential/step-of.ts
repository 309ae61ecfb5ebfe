import type { Answer } from "../../judge/answer/answer.ts";
import type { Principal } from "../../model/value.ts";
import type { CallValues } from "../../run/case/call-once.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { principalLabel } from "../../run/target/principals.ts";

/**
 * The number among the steps of a call that was just answered. Others may have been answered since, and
 * answers that are alike may be one object: calls that are alike as well stand for one another.
 */
export function stepOf(made: CallValues, answer: Answer, { trace }: CaseState): number {
  const as = principalLabel((made.as ?? "owner") as Principal);
  const named = Object.entries(made.with ?? {}).filter(([, value]) => typeof value === "string");
  const own = trace.findLastIndex(
    (entry) =>
      entry.answer === answer &&
      entry.operation === made.call &&
      entry.as === as &&
      entry.at === made.at &&
      named.every(([name, value]) => entry.with[name] === value),
  );
  return (own < 0 ? trace.findLastIndex((entry) => entry.answer === answer) : own) + 1;
}
