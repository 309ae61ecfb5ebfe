import type { Failure } from "../src/model/failure.ts";
import type { RuleReport } from "../src/model/report.ts";

/**
 * The statements that failures of a rule break, in its order: what a headline names. Where all of them
 * are consequences of another rule's failure, those that are broken there; all that the rule carries where
 * no failure says which.
 */
export function brokenStatements(
  { statements, failures: all }: RuleReport,
  failures: readonly Failure[] = all,
): readonly string[] {
  const own = failures.filter(({ consequenceOf }) => consequenceOf === undefined);
  const broken = statements.filter((id) => own.some((one) => one.statements.includes(id)));
  if (broken.length > 0) return broken;
  const elsewhere = failures.flatMap(({ consequenceOf }) => consequenceOf?.statements ?? []);
  return elsewhere.length > 0 ? [...new Set(elsewhere)] : statements;
}
