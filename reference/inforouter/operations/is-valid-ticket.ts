import { success } from "../answer.ts";
import type { Operation } from "../operation.ts";
import { profile } from "../profile.ts";
import { ALICE, BOB } from "../users.ts";

type Fault =
  | "is-valid-ticket-extends-it"
  | "is-valid-ticket-names-another"
  | "is-valid-ticket-names-user-asked-before"
  | "user-name-is-that-of-first-at-address"
  | "is-valid-ticket-refuses-with-900";

/** What `is-valid-ticket-extends-it` adds, in milliseconds. */
const MINUTE = 60_000;

/** Says whose a ticket is that still works, and how long; one that does not is refused with 901. */
export const isValidTicket: Operation<Fault> = {
  name: "isValidTicket",
  parameters: [{ name: "AuthenticationTicket", type: "ticket", optional: true }],
  // AUT-06: a passive check
  passive: true,
  // AUT-07
  refusesWith901: true,
  switches: { swapsTicketErrors: "is-valid-ticket-refuses-with-900" },
  run: (call, { sessions, memory }, faults) => {
    const { user, ticket } = call.session();
    const live = ticket === undefined ? undefined : sessions.look(ticket);
    if (ticket === undefined || !live) return success();
    if (faults.has("is-valid-ticket-extends-it")) sessions.extend(ticket, MINUTE);
    const another = user === ALICE ? BOB : ALICE;
    const before = faults.has("is-valid-ticket-names-user-asked-before") ? memory.asked : undefined;
    memory.asked = user;
    const named = faults.has("is-valid-ticket-names-another") ? another : (before ?? user);
    const told = profile(named, live.expiresAt);
    if (!faults.has("user-name-is-that-of-first-at-address")) return success(told);
    memory.firstNamed ??= user;
    return success({ ...told, username: memory.firstNamed.uid });
  },
};
