import { type Answer, isAccepted, isRefused } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import { quote } from "../../judge/answer/quote.ts";
import { withoutIds } from "../../judge/answer/without-ids.ts";
import { kindOf } from "../../judge/checks/match-alike.ts";
import type { Mismatch } from "../../judge/checks/mismatch.ts";

/**
 * Whether two answers to one call are the same in each respect: `verdict`, `status`, `kind` (verdict, class
 * of the status and what the body is), `error` or an attribute, without ids and letter case, which a text may repeat from the request. A refusal before the
 * operation has no error to compare; attributes are compared where both calls were accepted.
 *
 * @param how what was different in sending the second
 */
export function sameAnswer(
  plain: Answer,
  other: Answer,
  respects: readonly string[],
  how: string,
): readonly Mismatch[] {
  const differing = respects.flatMap((respect) => {
    const [before, after] = [respectOf(plain, respect), respectOf(other, respect)];
    if (before === undefined || after === undefined || before === after) return [];
    const expected = `with ${how}, the same ${respect} as without: ${quote(before)}`;
    return [{ expected, actual: describeAnswer(other) }];
  });
  // Where one call is accepted and the other not, everything else differs for that reason.
  return differing.slice(0, 1);
}

/** Undefined where the answer says nothing in this respect. */
function respectOf(answer: Answer, respect: string): string | undefined {
  if (respect === "verdict") {
    if (isAccepted(answer)) return "accepted";
    return isRefused(answer) ? "refused" : "neither accepted nor refused";
  }
  if (respect === "kind") return kindOf(answer);
  if (respect === "status") return String(answer.status);
  if (answer.kind !== "element" || (respect !== "error" && !isAccepted(answer))) return undefined;
  return withoutIds(answer.attributes[respect] ?? "(absent)")
    .trim()
    .toLowerCase();
}
