import type { Problem } from "../model/errors.ts";
import { didYouMean } from "../schema/did-you-mean.ts";

/** What is wrong with names that nothing has, with the nearest that something has. */
export function unknownNames(
  what: string,
  names: readonly string[] | undefined,
  all: readonly { readonly name: string }[],
): readonly Problem[] {
  const known = all.map(({ name }) => name);
  return (names ?? [])
    .filter((name) => !known.includes(name))
    .map((name) => {
      const guess = didYouMean(name, known);
      const hint = guess ? `did you mean "${guess}"?` : `there are: ${known.join(", ")}`;
      return { message: `no ${what} "${name}"`, hint };
    });
}
