import type { Failure } from "../../model/failure.ts";
import type { Operations } from "../../model/operation.ts";
import type { RuleReport } from "../../model/report.ts";

/** A failure, the rule that found it, and what is known of both. */
export interface FailureToExport {
  readonly target: string;
  readonly rule: RuleReport;
  readonly failure: Failure;
  readonly operations: Operations;
  /** The built-in property of the rule, where its steps do not stand for themselves. */
  readonly property?: string | undefined;
}
