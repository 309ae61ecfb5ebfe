import { promiseWords } from "../../src/model/promise-words.ts";
import type { StatementDifference, TargetReport } from "../../src/model/report.ts";

/** `differs from what 2026-02 promises (service.operation.a)`, once for each rule. */
export function differenceWords(differs: readonly StatementDifference[] = []): readonly string[] {
  return differs.map(
    ({ rule, editions }) => `differs from what ${promiseWords(editions)} (${rule})`,
  );
}

/** What they are called. */
export const DIFFERENCES = "Statements in which it does not follow every edition";

/** The statements in which a server differs from what some editions promise, with how. */
export function statementDifferences({
  statements,
}: TargetReport): readonly { readonly id: string; readonly words: string }[] {
  return Object.entries(statements).flatMap(([id, { differs }]) =>
    differenceWords(differs).map((words) => ({ id, words })),
  );
}
