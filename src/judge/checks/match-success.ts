import type { Plain } from "../../model/value.ts";
import { isAccepted } from "../answer/answer.ts";
import { asksToTryAgain, spokenVerdict } from "../answer/spoken-verdict.ts";
import type { CheckContext } from "./check-context.ts";
import { expectThat } from "./expect-that.ts";
import type { Mismatch } from "./mismatch.ts";

/**
 * The success attribute by what it means, however it is spelled; `attributes: { success: "true" }` judges
 * the spelling. A document by itself is a success, and an empty one a failure; a chunk that shall be sent
 * again was not taken, so that is none, whatever the attribute says.
 */
export function matchSuccess(wanted: Plain, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const expected = `success=${String(wanted)}`;
  if (answer.kind === "document") {
    return expectThat(wanted === isAccepted(answer), expected, context);
  }
  if (answer.kind !== "element") return expectThat(false, expected, context);
  const success = spokenVerdict(answer.attributes);
  if (wanted === true && success === true && asksToTryAgain(answer.attributes)) {
    return expectThat(false, `${expected} without tryagain="true"`, context);
  }
  return expectThat(success === wanted, expected, context);
}
