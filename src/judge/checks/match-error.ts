import type { JsonValue } from "../../model/value.ts";
import { BAD_REQUEST, isBadRequest } from "../answer/is-bad-request.ts";
import { ticketError } from "../answer/ticket-error.ts";
import type { CheckContext } from "./check-context.ts";
import { expectThat } from "./expect-that.ts";
import type { Mismatch } from "./mismatch.ts";

/**
 * The error attribute, by the kinds that the documents tell apart. That it is there by its own name is
 * what `none` and `some` ask; what it says is read in any letter case of the name.
 */
export function matchError(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const error = answer.kind === "element" ? answer.attributes["error"] : undefined;
  switch (wanted) {
    case "none":
      return expectThat(error === "", 'error ""', context);
    case "some":
      return expectThat((error ?? "").trim() !== "", "an error that is not empty", context);
    case "bad-request":
      return expectThat(isBadRequest(answer), `error "${BAD_REQUEST}"`, context);
    case "ticket":
      return expectThat(
        ticketError(answer) !== undefined,
        "a ticket error, [900] or [901]",
        context,
      );
    case "ticket-900":
      return expectThat(ticketError(answer) === "900", "the ticket error [900]", context);
    case "ticket-901":
      return expectThat(ticketError(answer) === "901", "the ticket error [901]", context);
    default:
      throw new Error(`unknown kind of error ${JSON.stringify(wanted)}`);
  }
}
