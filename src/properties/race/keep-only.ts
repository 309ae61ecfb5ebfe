import type { CaseState } from "../../run/case/case-state.ts";
import type { TraceEntry } from "../../run/case/trace.ts";

/** Leaves in the evidence what proves the violation, and drops the calls that only surrounded it. */
export function keepOnly(entries: readonly TraceEntry[], { trace }: CaseState): void {
  trace.splice(0, trace.length, ...entries);
}
