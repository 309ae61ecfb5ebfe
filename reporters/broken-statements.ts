import type { Failure } from "../src/model/failure.ts";
import type { RuleReport } from "../src/model/report.ts";

/**
 * The statements that failures of a rule break, in its order: what a headline names. All that the rule
 * carries where no failure says which.
 */
export function brokenStatements(
  { statements, failures: all }: RuleReport,
  failures: readonly Failure[] = all,
): readonly string[] {
  const broken = statements.filter((id) => failures.some((one) => one.statements.includes(id)));
  return broken.length > 0 ? broken : statements;
}
