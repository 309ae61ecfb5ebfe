import { definePrincipals } from "./define-principals.ts";
import { INVALID_KEYS } from "./invalid-keys.ts";

/** The owner's comes first: a case that fails with it fails for another reason than the key (DUA-14). */
export const keyAny = definePrincipals({
  name: "key.any",
  title: "Keys in every state: the owner's, a stranger's, none at all, and invalid ones.",
  states: ["owner", "unknown", "missing", "stranger"],
  literals: INVALID_KEYS,
});
