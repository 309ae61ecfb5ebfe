import type { Property } from "../run/case/property.ts";
import { equivalence } from "./relation/equivalence.ts";
import { NAMED_SOAP } from "./relation/soap-variants.ts";

/** That a value is told by its name, where a message has names for its values. */
export const namedParameters: Property = equivalence(
  {
    name: "relation-named-parameters",
    title:
      "SOAP elements in another order, or with others between them, are told by their names, or the message is refused as a whole.",
  },
  NAMED_SOAP,
);
