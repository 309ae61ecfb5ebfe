import type { Property } from "../run/case/property.ts";
import { attacksProperty } from "./hostile/attacks-property.ts";
import { judgeSurvival } from "./hostile/judge-survival.ts";
import { VALUE_ATTACKS } from "./hostile/value-attacks.ts";

export const hostileValues: Property = attacksProperty(
  {
    name: "hostile-values",
    title: "Hostile values are refused in time, lead nowhere, and the server goes on serving.",
  },
  VALUE_ATTACKS,
  judgeSurvival,
);
