import { success } from "../answer.ts";
import type { Operation } from "../operation.ts";

/** Says whether a ticket still works; one that does not is refused as everywhere. */
export const isValidTicket: Operation<never> = {
  name: "isValidTicket",
  parameters: [{ name: "AuthenticationTicket", type: "ticket" }],
  run: (call) => {
    call.user();
    return success();
  },
};
