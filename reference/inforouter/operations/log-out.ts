import { success } from "../answer.ts";
import type { Operation } from "../operation.ts";

/** Ends the session of a ticket, and with it, where the dialect says so, its uploads (CUH-23). */
export const logOut: Operation<never> = {
  name: "LogOut",
  parameters: [{ name: "AuthenticationTicket", type: "ticket" }],
  run: async (call, { sessions, uploads, dialect }) => {
    const { ticket } = call.session();
    if (ticket === undefined) return success();
    // AUT-03: the ticket is refused from now on
    sessions.end(ticket);
    if (dialect.policy.uploadsDieWithSession) await uploads.discardOfSession(ticket);
    return success();
  },
};
