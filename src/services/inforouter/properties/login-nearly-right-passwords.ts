import type { Property } from "../../../run/case/property.ts";
import { passwordsNearby } from "./login/passwords-nearby.ts";

/** Passwords that no reading of "wrong" leaves out: another character, one more or less, or an escape of it. */
export const nearlyRightPasswords: Property = passwordsNearby(
  {
    name: "login-nearly-right-passwords",
    title: "A password that is nearly right is wrong: all of it counts, as it was sent.",
  },
  [
    "shorter",
    "other-start",
    "other-end",
    "longer-by-nul",
    "start-percent-encoded",
    "start-escaped",
  ],
);
