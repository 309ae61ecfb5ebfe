import { success } from "../answer.ts";
import { parseGuid } from "../guid.ts";
import type { Operation } from "../operation.ts";

/** Ends the session of a ticket. Its handlers stay for the user's other sessions (CUH-23). */
export const logOut: Operation<never> = {
  name: "LogOut",
  parameters: [{ name: "AuthenticationTicket", type: "ticket" }],
  run: (call, { sessions, dialect }) => {
    call.user();
    // AUT-03: the ticket is refused from now on
    sessions.end(parseGuid(call.required("AuthenticationTicket"), dialect) ?? "");
    return success();
  },
};
