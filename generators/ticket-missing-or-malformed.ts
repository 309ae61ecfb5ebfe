import { definePrincipals } from "./define-principals.ts";
import { MALFORMED_TICKETS } from "./malformed-tickets.ts";

/**
 * "900 for a missing or malformed ticket" (CUH-18, DUH-10, DDH-10). Empty stands for missing: many
 * frameworks refuse an absent parameter before the operation sees the call.
 */
export const ticketMissingOrMalformed = definePrincipals({
  name: "ticket.missing-or-malformed",
  title: "The empty ticket, and short plain texts that are no GUID.",
  states: ["empty"],
  literals: MALFORMED_TICKETS,
});
