import type { Property } from "../run/case/property.ts";
import { attacksProperty } from "./hostile/attacks-property.ts";
import { HEADER_ATTACKS } from "./hostile/header-attacks.ts";
import { SURVIVAL } from "./hostile/judge-survival.ts";
import { KINDS, VALUE_ATTACKS } from "./hostile/value-attacks.ts";

export const hostileValues: Property = attacksProperty(
  {
    name: "hostile-values",
    title: "Hostile values are refused in time, lead nowhere, and the server goes on serving.",
    attacks: `hostile texts as the value of a parameter of type ${KINDS.join(", ")}, or in headers of REST`,
  },
  [...VALUE_ATTACKS, ...HEADER_ATTACKS],
  SURVIVAL,
);
