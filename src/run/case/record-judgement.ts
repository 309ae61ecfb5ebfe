import type { Mismatch } from "../../judge/checks/mismatch.ts";
import type { CaseState } from "./case-state.ts";

/** What a check, a model, a race or a relation came to about an answer. */
export interface Judgement {
  /** The statements that it is about, and that a mismatch breaks unless it names its own; absent: all of the rule. */
  readonly statements?: readonly string[] | undefined;
  /** Statements about which something was judged too, where nothing is wrong. */
  readonly also?: readonly string[] | undefined;
  /** Empty where everything is as it should be. */
  readonly mismatches: readonly Mismatch[];
  /** The number of the answer among the steps; default the last. */
  readonly step?: number | undefined;
}

/**
 * The one door by which anything is judged: notes the statements that were exercised, and keeps the
 * mismatches with those that they break. Several rules share a property: what a rule does not carry is
 * left out, and where nothing is left it is about the whole rule. True when nothing is wrong.
 */
export function recordJudgement(
  { statements, also = [], mismatches, step }: Judgement,
  state: CaseState,
): boolean {
  const { rule, exercised, trace } = state;
  const carried = (ids: readonly string[] | undefined): readonly string[] => {
    const left = rule.statements.filter((id) => ids?.includes(id));
    return left.length > 0 ? left : rule.statements;
  };
  // A report tells the first step that is wrong: what else is broken behind it was not judged.
  const isFirst = state.mismatches.every((one) => one.step === (step ?? trace.length));
  for (const one of mismatches) {
    const broken = carried(one.statements ?? statements);
    if (isFirst) for (const id of broken) exercised.add(id);
    state.mismatches.push({ ...one, statements: broken, step: step ?? trace.length });
  }
  if (mismatches.length > 0) return false;
  for (const id of carried(statements)) exercised.add(id);
  for (const id of rule.statements) if (also.includes(id)) exercised.add(id);
  return true;
}
