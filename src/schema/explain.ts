import { errorPath } from "./error-path.ts";
import { explainBranches } from "./explain-branches.ts";
import type { Explaining, Finding, Trial } from "./finding.ts";
import { findingOfError } from "./finding-of-error.ts";
import { isBranching, ownErrors } from "./own-errors.ts";
import { wrongValue } from "./wrong-value.ts";

/**
 * What is wrong with a value, in words; one finding for each thing that a person would fix, and
 * never none for a value that is wrong.
 */
export function explain(trial: Trial, explaining: Explaining): readonly Finding[] {
  const findings = ownErrors(trial, explaining).flatMap((error) => {
    if (isBranching(error)) return explainBranches(error, trial, explaining, explain);
    return findingOfError(error, trial, explaining.index) ?? [];
  });
  const [first] = trial.errors;
  if (findings.length > 0 || !first) return findings;
  return [wrongValue(first, errorPath(first, trial), first.message ?? "is not allowed")];
}
