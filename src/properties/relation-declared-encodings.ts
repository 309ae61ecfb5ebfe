import type { Property } from "../run/case/property.ts";
import { equivalence } from "./relation/equivalence.ts";
import { DECLARED_SOAP } from "./relation/soap-variants.ts";

/** That a message is read in the encoding that it declares, by a server that takes such messages. */
export const declaredEncodings: Property = equivalence(
  {
    name: "relation-declared-encodings",
    title:
      "A SOAP message in an encoding that the server takes gets the same answer, whatever letters are in it.",
  },
  DECLARED_SOAP,
);
