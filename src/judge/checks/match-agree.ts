import type { Answer } from "../answer/answer.ts";
import { isAccepted, isRefused } from "../answer/answer.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import { withoutIds } from "../answer/without-ids.ts";
import type { CheckContext } from "./check-context.ts";
import type { Mismatch } from "./mismatch.ts";

/**
 * The answers over every binding are the same in each named respect: `verdict` (accepted, refused, or
 * neither), `error`, or an attribute. A refusal before the operation has no error to compare, since
 * frameworks word it for each binding in their own way; attributes are compared where accepted.
 */
export function matchAnswersAgree(
  respects: readonly string[],
  { perBinding }: CheckContext,
): readonly Mismatch[] {
  if (!perBinding) throw new Error("agree compares the answers of a call over each binding");
  return respects.flatMap((respect) => {
    const values = Object.entries(perBinding).map(
      ([binding, answer]) => [binding, respectOf(answer, respect), answer] as const,
    );
    const compared = values.filter(([, value]) => value !== undefined);
    if (new Set(compared.map(([, value]) => value)).size <= 1) return [];
    return [
      {
        expected: `the same ${respect} over every binding`,
        actual: values
          .map(([binding, value, answer]) =>
            respect === "verdict" || value === undefined
              ? `${binding}: ${value ?? "nothing to compare"} (${describeAnswer(answer)})`
              : `${binding}: ${value}`,
          )
          .join("; "),
      },
    ];
  });
}

/** Undefined where the answer says nothing in this respect. */
function respectOf(answer: Answer, respect: string): string | undefined {
  if (respect === "verdict") {
    if (isAccepted(answer)) return "accepted";
    return isRefused(answer) ? "refused" : "neither accepted nor refused";
  }
  if (answer.kind !== "element") return undefined;
  if (respect !== "error" && !isAccepted(answer)) return undefined;
  const value = answer.attributes[respect];
  return value === undefined ? "(absent)" : JSON.stringify(withoutIds(value.trim()));
}
