import type { Property } from "../run/case/property.ts";
import { attacksProperty } from "./hostile/attacks-property.ts";
import { HTTP_ATTACKS } from "./hostile/http-attacks.ts";
import { judgeSurvival } from "./hostile/judge-survival.ts";

export const hostileHttp: Property = attacksProperty(
  {
    name: "hostile-http",
    title: "Broken HTTP is refused or closed in time, and the server goes on serving.",
  },
  HTTP_ATTACKS,
  judgeSurvival,
);
