import { definePrincipals } from "./define-principals.ts";
import { MALFORMED_TICKETS } from "./malformed-tickets.ts";

/**
 * "Whatever the ticket is" (DUH-08, DDH-08). The owner's comes first: a case that fails with it
 * fails for another reason than the ticket.
 */
export const ticketAny = definePrincipals({
  name: "ticket.any",
  title: "Tickets in every state: the owner's, a stranger's, and all invalid ones.",
  states: ["owner", "unknown", "ended", "empty", "stranger", "owner-longer", "owner-shorter"],
  literals: MALFORMED_TICKETS,
});
