import { definePrincipals } from "./define-principals.ts";
import { MALFORMED_TICKETS } from "./malformed-tickets.ts";

/** "An invalid or expired ticket is refused" (CUH-17, DUH-09, DDH-09). Never an absent one. */
export const ticketInvalid = definePrincipals({
  name: "ticket.invalid",
  title: "Tickets that no server may take: never issued, ended, empty or malformed.",
  states: ["unknown", "ended", "empty", "owner-longer", "owner-shorter"],
  without: {
    option: "given",
    description: "Never the empty one, which some servers take for the anonymous user's.",
    states: ["empty"],
  },
  literals: MALFORMED_TICKETS,
});
