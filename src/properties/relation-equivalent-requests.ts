import type { Property } from "../run/case/property.ts";
import { EQUAL_ARGUMENTS } from "./relation/argument-variants.ts";
import { equivalence } from "./relation/equivalence.ts";
import { EQUAL_FORMS } from "./relation/form-variants.ts";
import { EQUAL_HEADERS } from "./relation/header-variants.ts";
import { EQUAL_MULTIPART } from "./relation/multipart-variants.ts";
import { EQUAL_SOAP } from "./relation/soap-variants.ts";
import { EQUAL_WIRE } from "./relation/wire-variants.ts";

/** What URIs, forms, XML, SOAP and HTTP say is one and the same request. */
export const equivalentRequests: Property = equivalence(
  {
    name: "relation-equivalent-requests",
    title:
      "The same request in another order, encoding, SOAP spelling, letter case of the GUID or of header names, or transfer coding gets the same answer.",
  },
  [
    ...EQUAL_ARGUMENTS,
    ...EQUAL_FORMS,
    ...EQUAL_SOAP,
    ...EQUAL_WIRE,
    ...EQUAL_HEADERS,
    ...EQUAL_MULTIPART,
  ],
);
