import type { Property } from "../../../run/case/property.ts";
import { passwordsNearby } from "./login/passwords-nearby.ts";

/** Passwords that some servers take on purpose, so that a slip of the keyboard keeps nobody out. */
export const forgivenPasswords: Property = passwordsNearby(
  {
    name: "login-forgiven-passwords",
    title: "A password in other letter case, or with a space before or behind it, is wrong.",
  },
  ["recased", "space-before", "space-behind"],
);
