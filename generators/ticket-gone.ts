import { definePrincipals } from "./define-principals.ts";

/** "901 for one that expired or does not exist" (CUH-18, DUH-10, DDH-10). */
export const ticketGone = definePrincipals({
  name: "ticket.gone",
  title: "Well-formed tickets that are not valid: never issued, or ended.",
  states: ["unknown", "ended"],
});
