import { definePrincipals } from "./define-principals.ts";
import { INVALID_KEYS } from "./invalid-keys.ts";

/** "An invalid x-api-key is 401" (DUA-04). What an empty one gets is open (DUA-12): not here. */
export const keyInvalid = definePrincipals({
  name: "key.invalid",
  title: "Keys that nobody was given, of plain characters that are safe in a header.",
  states: ["unknown", "owner-longer", "owner-shorter", "owner-recased", "owner-prefixed"],
  literals: INVALID_KEYS,
});
