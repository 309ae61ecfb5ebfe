import { attacksProperty } from "./hostile/attacks-property.ts";
import { judgeSilence } from "./hostile/judge-silence.ts";
import { VALUE_ATTACKS } from "./hostile/value-attacks.ts";
import { XML_ATTACKS } from "./hostile/xml-attacks.ts";
import type { Property } from "./property.ts";

export const hostileReveal: Property = attacksProperty(
  {
    name: "hostile-reveal",
    title:
      "No answer to hostile input shows a stack, a path of the server, a ticket or a password.",
  },
  [...VALUE_ATTACKS, ...XML_ATTACKS].filter(({ heavy }) => !heavy),
  judgeSilence,
);
