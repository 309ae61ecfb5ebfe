import type { FilePosition, Problem } from "../model/errors.ts";
import { didYouMean } from "../schema/did-you-mean.ts";

/** How many known names are listed when none is close. */
const LISTED = 12;

/** "unknown generator …", with the name that was probably meant, or else the known ones. */
export function unknownName(
  what: string,
  name: string,
  known: readonly string[],
  at: FilePosition,
): Problem {
  const guess = didYouMean(name, known);
  const some = known.slice(0, LISTED).join(", ") + (known.length > LISTED ? ", …" : "");
  return {
    message: `unknown ${what} "${name}"`,
    at,
    hint: guess ? `did you mean "${guess}"?` : `known: ${some || "none"}`,
  };
}
