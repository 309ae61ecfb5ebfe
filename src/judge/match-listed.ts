import type { Plain } from "../model/value.ts";
import type { CheckContext } from "./checks.ts";
import { describeAnswer } from "./describe-answer.ts";
import { evaluate } from "./evaluate.ts";
import type { Mismatch } from "./mismatch.ts";

/** The list of uploads names one, or with `not` does not. `$ids` are the ids that the target's pointer finds. */
export function matchListed(wanted: Plain, context: CheckContext): readonly Mismatch[] {
  const negated = typeof wanted === "object" && wanted !== null && "not" in wanted;
  const id = String(evaluate((negated ? wanted.not : wanted) as Plain, context.scope));
  const ids = (context.scope.get("listedIds") ?? []) as readonly string[];
  if (ids.includes(id) !== negated) return [];
  return [
    {
      expected: negated ? `a list without ${id}` : `a list with ${id}`,
      actual: `${describeAnswer(context.answer)}, ${ids.length} ids`,
    },
  ];
}
