import type { Answer } from "./answer.ts";
import { isAccepted } from "./answer.ts";
import type { CheckContext } from "./checks.ts";
import type { Mismatch } from "./mismatch.ts";

/**
 * The answers over every binding are the same in each named respect: `verdict` (accepted, refused),
 * `error`, or an attribute. A refusal before the operation has no error to compare: frameworks word
 * it for each binding in their own way.
 */
export function matchAnswersAgree(
  respects: readonly string[],
  { perBinding = {} }: CheckContext,
): readonly Mismatch[] {
  return respects.flatMap((respect) => {
    const values = Object.entries(perBinding).map(
      ([binding, answer]) => [binding, valueOf(answer, respect)] as const,
    );
    const distinct = new Set(
      values.map(([, value]) => value).filter((value) => value !== undefined),
    );
    if (distinct.size <= 1) return [];
    return [
      {
        expected: `the same ${respect} over every binding`,
        actual: values.map(([binding, value]) => `${binding}: ${value ?? "none"}`).join("; "),
      },
    ];
  });
}

function valueOf(answer: Answer, respect: string): string | undefined {
  if (respect === "verdict") return isAccepted(answer) ? "accepted" : "refused";
  if (answer.kind !== "element") return undefined;
  const value = answer.attributes[respect];
  return value === undefined ? "(absent)" : JSON.stringify(value);
}
