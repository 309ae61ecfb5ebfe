import fc from "fast-check";
import { isDotNetGuid } from "./dotnet-guid.ts";
import {
  type Characters,
  GUID_DIGITS,
  GUID_MUTATIONS,
  type GuidMutation,
} from "./guid-mutations.ts";
import { anyGuid, SAMPLE_GUID } from "./sample-guids.ts";
import { word } from "./word.ts";

/** Longer than any of them. Frameworks refuse long values before the operation sees them. */
const LONGEST = 75;

const ALLOWED: Readonly<Record<Characters, RegExp>> = {
  letters: /^[0-9A-Za-z-]+$/,
  ascii: /^[\n !-%'-;=?-~]+$/,
  unicode: /^(?:[\n ]|[^\p{C}\s<>&])+$/u,
};

/** Texts that no .NET form accepts: words and every mutation up to these characters. They shrink to `x`. */
export function malformedGuid(characters: Characters): fc.Arbitrary<string> {
  const place = fc.nat({ max: GUID_DIGITS - 1 });
  const mutated = mutationsUpTo(characters).map(({ mutate }) => ({
    weight: 1,
    arbitrary: fc.tuple(anyGuid(), place).map(([guid, at]) => mutate(guid, at)),
  }));
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 2, arbitrary: word() },
    ...pathsIn(characters).map((path) => ({ weight: 1, arbitrary: fc.constant(path) })),
    ...mutated,
  );
}

/** A word, a path where characters allow it, and one text for each mutation. */
export function malformedGuids(characters: Characters): readonly string[] {
  const mutated = mutationsUpTo(characters).map(({ mutate }) => mutate(SAMPLE_GUID, 0));
  return ["x", ...pathsIn(characters), ...mutated];
}

/** Short, of these characters, and refused by every .NET form. */
export function isMalformedGuid(value: unknown, characters: Characters): value is string {
  return (
    typeof value === "string" &&
    value.length <= LONGEST &&
    ALLOWED[characters].test(value) &&
    !isDotNetGuid(value)
  );
}

/** Where a server makes file names of handlers, these name something else. */
function pathsIn(characters: Characters): readonly string[] {
  return characters === "letters" ? [] : ["/x"];
}

function mutationsUpTo(characters: Characters): readonly GuidMutation[] {
  const order: readonly Characters[] = ["letters", "ascii", "unicode"];
  const last = order.indexOf(characters);
  return GUID_MUTATIONS.filter((mutation) => order.indexOf(mutation.characters) <= last);
}
