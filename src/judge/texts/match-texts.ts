import type { JsonValue } from "../../model/value.ts";
import { quote } from "../answer/quote.ts";
import type { CheckContext } from "../checks/check-context.ts";
import type { Mismatch } from "../checks/mismatch.ts";
import { spoiltIn } from "./spoilt.ts";
import { toldTexts } from "./told-texts.ts";

/**
 * Each text of the answer that the case itself sent is as it was sent, once it is decoded as the format of the
 * answer says. What the case did not send is nobody's business, and nor is a text that does not come back.
 */
export function matchTexts(_: JsonValue, { answer, given }: CheckContext): readonly Mismatch[] {
  const sent = given?.() ?? [];
  if (sent.length === 0) return [];
  return toldTexts(answer).flatMap((told) => {
    const spoilt = spoiltIn(told, sent);
    if (!spoilt) return [];
    const { where } = told;
    return [
      {
        about: where,
        expected: `${where} to hold the text that was sent, ${quote(spoilt.sent)}`,
        actual: `${quote(told.text)}: ${spoilt.how}`,
        kind: `expected a text that was sent in ${where}, got it ${spoilt.how}`,
      },
    ];
  });
}
