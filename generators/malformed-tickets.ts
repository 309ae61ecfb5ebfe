import type { Literals } from "./define-principals.ts";
import { isMalformedGuid, malformedGuid, malformedGuids } from "./malformed-guid.ts";

/**
 * A ticket is a GUID string; these are none in any form. Letters, digits and dashes only, and
 * short: frameworks refuse markup, control characters and long values before the operation sees them.
 */
export const MALFORMED_TICKETS: Literals = {
  arbitrary: () => malformedGuid("letters"),
  table: malformedGuids("letters"),
  holds: (text) => isMalformedGuid(text, "letters"),
};
