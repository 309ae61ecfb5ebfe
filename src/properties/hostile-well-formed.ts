import type { Property } from "../run/case/property.ts";
import { attacksProperty } from "./hostile/attacks-property.ts";
import { WELL_FORMED } from "./hostile/judge-well-formed.ts";
import { KINDS, VALUE_ATTACKS } from "./hostile/value-attacks.ts";

export const hostileWellFormed: Property = attacksProperty(
  {
    name: "hostile-well-formed",
    title: "The answers to hostile values are well-formed.",
    attacks: `hostile texts as the value of a parameter of type ${KINDS.join(", ")}`,
  },
  VALUE_ATTACKS.filter(({ heavy }) => !heavy),
  WELL_FORMED,
);
