import { defineGenerator } from "./define-generator.ts";
import type { Characters } from "./guid-mutations.ts";
import { isMalformedGuid, malformedGuid, malformedGuids } from "./malformed-guid.ts";

/** "A handler that is no GUID is refused" (DUH-07, DDH-07). */
export const guidMalformed = defineGenerator({
  name: "guid.malformed",
  title:
    "Short texts that are no GUID in any .NET form: words, and a valid GUID spoilt in one place.",
  options: {
    plain: {
      type: "boolean",
      description: "Only ASCII; false adds digits and dashes from elsewhere in Unicode.",
      default: true,
    },
  },
  examples: [{ plain: false }],
  arbitrary: ({ plain }) => malformedGuid(charactersOf(plain)),
  table: ({ plain }) => malformedGuids(charactersOf(plain)),
  holds: (value, { plain }) => isMalformedGuid(value, charactersOf(plain)),
});

function charactersOf(plain: boolean): Characters {
  return plain ? "ascii" : "unicode";
}
