import { success } from "../answer.ts";
import type { Operation } from "../operation.ts";

type Fault = "logout-accepts-any-ticket";

/** Ends the session of a ticket, and with it, where the dialect says so, its uploads (CUH-23). */
export const logOut: Operation<Fault> = {
  name: "LogOut",
  parameters: [{ name: "AuthenticationTicket", type: "ticket", optional: true }],
  // AUT-07: a ticket that is ended, unknown or missing is refused
  refusesWith901: true,
  switches: { ignoresTicket: "logout-accepts-any-ticket" },
  run: async (call, { sessions, uploads, dialect }) => {
    const { ticket } = call.session();
    if (ticket === undefined) return success();
    // AUT-03: the ticket is refused from now on
    sessions.end(ticket);
    if (dialect.policy.uploadsDieWithSession) await uploads.discardOfSession(ticket);
    return success();
  },
};
