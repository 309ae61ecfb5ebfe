import type { Property } from "../run/case/property.ts";
import { EQUAL_BYTES } from "./relation/byte-variants.ts";
import { equivalence } from "./relation/equivalence.ts";

/** What XML Schema and XML say are the same bytes. */
export const byteSpellings: Property = equivalence(
  {
    name: "relation-byte-spellings",
    title:
      "Bytes over SOAP whose base64 has white space in it, or is written otherwise in XML, get the same answer.",
  },
  EQUAL_BYTES,
);
