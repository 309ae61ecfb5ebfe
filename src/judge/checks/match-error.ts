import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { tellsError } from "../answer/told-errors.ts";
import type { CheckContext } from "./check-context.ts";
import { expectThat } from "./expect-that.ts";
import type { Mismatch } from "./mismatch.ts";

/**
 * The error attribute, or one of the errors that the service's documents name. That it is there by its own
 * name is what `none` and `some` ask; what it says is read in any letter case of the name.
 */
export function matchError(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer, errors = [] } = context;
  const error = answer.kind === "element" ? answer.attributes["error"] : undefined;
  switch (wanted) {
    case "none":
      return expectThat(error === "", 'error ""', context);
    case "some":
      return expectThat((error ?? "").trim() !== "", "an error that is not empty", context);
    default: {
      const kind = errors.find(({ name }) => name === wanted);
      if (!kind) throw new Error(`unknown kind of error ${JSON.stringify(wanted)}`);
      return expectThat(tellsError(answer, textOf(wanted)), kind.expected, context);
    }
  }
}
