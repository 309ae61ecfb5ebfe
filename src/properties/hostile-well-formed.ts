import type { Property } from "../run/case/property.ts";
import { attacksProperty } from "./hostile/attacks-property.ts";
import { judgeWellFormed } from "./hostile/judge-well-formed.ts";
import { VALUE_ATTACKS } from "./hostile/value-attacks.ts";

export const hostileWellFormed: Property = attacksProperty(
  {
    name: "hostile-well-formed",
    title: "The answers to hostile values are well-formed.",
  },
  VALUE_ATTACKS.filter(({ heavy }) => !heavy),
  judgeWellFormed,
);
