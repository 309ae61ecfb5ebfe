import type { Property } from "../run/case/property.ts";
import { TOLERATED_ARGUMENTS } from "./relation/argument-variants.ts";
import { equivalence } from "./relation/equivalence.ts";
import { TOLERATED_HEADERS } from "./relation/header-variants.ts";
import { TOLERATED_MULTIPART } from "./relation/multipart-variants.ts";
import { TOLERATED_SOAP } from "./relation/soap-variants.ts";

/** What no standard demands, but every known server of the API takes. */
export const toleratedRequests: Property = equivalence(
  {
    name: "relation-tolerated-requests",
    title:
      "The same request with parameter names in another letter case, with one parameter or header more, by another client, or with SOAP written carelessly gets the same answer.",
  },
  [...TOLERATED_ARGUMENTS, ...TOLERATED_SOAP, ...TOLERATED_HEADERS, ...TOLERATED_MULTIPART],
);
