import type { Property } from "../run/case/property.ts";
import { attacksProperty } from "./hostile/attacks-property.ts";
import { judgeSurvival } from "./hostile/judge-survival.ts";
import { PATH_ATTACKS } from "./hostile/path-attacks.ts";

export const hostilePaths: Property = attacksProperty(
  {
    name: "hostile-paths",
    title:
      "A value that leads out of the server's folders is refused, and nothing is touched there.",
  },
  PATH_ATTACKS,
  judgeSurvival,
);
