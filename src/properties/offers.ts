import type { CaseState } from "../run/case/case-state.ts";
import { lacks } from "../run/target/lacks.ts";

/** Whether the target offers these operations: a sequence does without the others. */
export function offers({ open, rule }: CaseState, ...operations: readonly string[]): boolean {
  return !operations.some((operation) => lacks(open.target, rule.service, operation));
}
