import type { Property } from "../run/case/property.ts";
import { equivalence } from "./relation/equivalence.ts";
import { EXPECTING_WIRE } from "./relation/wire-variants.ts";

/** What a standard lets a server decline, and clients in use send by themselves. */
export const expectingRequests: Property = equivalence(
  {
    name: "relation-expecting-requests",
    title: "The same request with Expect: 100-continue gets the same answer.",
  },
  EXPECTING_WIRE,
);
