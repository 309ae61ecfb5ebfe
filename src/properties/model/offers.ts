import type { CaseState } from "../../run/case-state.ts";

/** Whether the target offers these operations: a sequence does without the others. */
export function offers({ open, rule }: CaseState, ...operations: readonly string[]): boolean {
  const absent = open.target.services[rule.service]?.operations.absent ?? [];
  return !operations.some((operation) => absent.includes(operation));
}
