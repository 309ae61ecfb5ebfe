import type { Property } from "../run/case/property.ts";
import { attacksProperty } from "./hostile/attacks-property.ts";
import { SURVIVAL } from "./hostile/judge-survival.ts";
import { PATH_ATTACKS } from "./hostile/path-attacks.ts";

export const hostilePaths: Property = attacksProperty(
  {
    name: "hostile-paths",
    title:
      "A value that leads out of the server's folders is refused, and nothing is touched there.",
    attacks: "paths that lead out of the folders of the server, as the GUID",
  },
  PATH_ATTACKS,
  SURVIVAL,
);
