import type { FilePosition } from "../../model/errors.ts";
import { didYouMean } from "../../schema/did-you-mean.ts";
import type { Found } from "../source/collect-problems.ts";
import type { SpecKind } from "../source/spec-kind.ts";

/** How many known names are listed when none is close. */
const LISTED = 12;

/**
 * "unknown generator …", with the name that was probably meant, or else the known ones.
 *
 * @param options.of what would have the name: `unknown parameter "x" of Send`
 * @param options.missingFrom the kind of file that holds such names
 */
export function unknownName(
  what: string,
  name: string,
  known: Iterable<string>,
  at: FilePosition,
  options: { readonly of?: string; readonly missingFrom?: SpecKind } = {},
): Found {
  const names = [...known];
  const guess = didYouMean(name, names);
  const some = names.slice(0, LISTED).join(", ") + (names.length > LISTED ? ", …" : "");
  return {
    message: `unknown ${what} "${name}"${options.of ? ` of ${options.of}` : ""}`,
    at,
    hint: guess ? `did you mean "${guess}"?` : `known: ${some || "none"}`,
    missingFrom: options.missingFrom,
  };
}
