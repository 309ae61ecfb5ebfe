import { definePrincipals } from "./define-principals.ts";
import { MALFORMED_TICKETS } from "./malformed-tickets.ts";

/** "900 for a missing or malformed ticket" (CUH-18, DUH-10, DDH-10). */
export const ticketMalformed = definePrincipals({
  name: "ticket.malformed",
  title: "Short plain texts that are no GUID in any .NET form, as tickets.",
  states: [],
  literals: MALFORMED_TICKETS,
});
