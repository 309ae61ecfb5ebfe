import type { Plain } from "../../model/value.ts";
import { isAccepted } from "../answer/answer.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import type { CheckContext } from "./check-context.ts";
import { evaluate } from "./evaluate.ts";
import type { Mismatch } from "./mismatch.ts";

/**
 * The list of uploads names one, or with `not` does not. `listedIds` are the ids that the target's
 * pointer finds. An answer that is no list names nothing, and does not show that something is gone.
 */
export function matchListed(wanted: Plain, context: CheckContext): readonly Mismatch[] {
  const { answer, scope } = context;
  const negated = typeof wanted === "object" && wanted !== null && "not" in wanted;
  const id = String(evaluate((negated ? wanted.not : wanted) as Plain, scope));
  const ids = (scope.get("listedIds") ?? []) as readonly string[];
  const isList = isAccepted(answer) && answer.kind === "json" && answer.value !== undefined;
  if (isList && ids.includes(id) !== negated) return [];
  const expected = `a list ${negated ? "without" : "with"} ${JSON.stringify(id)}`;
  const found = isList ? `a list of ${ids.length} ids ${negated ? "with" : "without"} it, ` : "";
  return [{ expected, actual: `${found}${describeAnswer(answer)}` }];
}
