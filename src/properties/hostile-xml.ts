import type { Property } from "../run/case/property.ts";
import { attacksProperty } from "./hostile/attacks-property.ts";
import { SURVIVAL } from "./hostile/judge-survival.ts";
import { XML_ATTACKS } from "./hostile/xml-attacks.ts";

export const hostileXml: Property = attacksProperty(
  {
    name: "hostile-xml",
    title:
      "Hostile XML is refused in time, reads and fetches nothing, and the server goes on serving.",
    attacks: "hostile XML messages",
  },
  XML_ATTACKS,
  SURVIVAL,
);
