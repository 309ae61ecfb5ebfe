import type { Property } from "../run/case/property.ts";
import { attacksProperty } from "./hostile/attacks-property.ts";
import { HTTP_ATTACKS } from "./hostile/http-attacks.ts";
import { SURVIVAL } from "./hostile/judge-survival.ts";

export const hostileHttp: Property = attacksProperty(
  {
    name: "hostile-http",
    title: "Broken HTTP is refused or closed in time, and the server goes on serving.",
    attacks: "broken or unusual HTTP requests",
  },
  HTTP_ATTACKS,
  SURVIVAL,
);
