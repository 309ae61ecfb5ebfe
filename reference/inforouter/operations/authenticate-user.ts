import type { Reason } from "../../dialect/wording.ts";
import { failure, success } from "../answer.ts";
import type { Operation } from "../operation.ts";
import { ALICE, findUser, type User } from "../users.ts";

type Fault =
  | "login-accepts-any-password"
  | "login-refuses-with-other-code"
  | "login-refusal-carries-ticket"
  | "login-ticket-in-other-case";

/** Gives a ticket to a user by login name and password. */
export const authenticateUser: Operation<Fault> = {
  name: "AuthenticateUser",
  parameters: [
    { name: "UID", type: "string" },
    { name: "PWD", type: "string" },
  ],
  run: (call, { sessions, dialect }, faults) => {
    const uid = call.required("UID");
    const password = call.required("PWD");
    const user = findUser(uid, faults.has("login-accepts-any-password") ? undefined : password);
    if (!user) {
      // AUT-02: refused with a 900 error and without a ticket
      const reason: Reason = faults.has("login-refuses-with-other-code")
        ? { text: "Unknown user or password." }
        : { kind: "authenticationFailed" };
      if (!faults.has("login-refusal-carries-ticket")) return failure(reason, dialect);
      return failure(reason, dialect, { ticket: sessions.open(ALICE).ticket });
    }
    // AUT-01: the ticket that every other operation takes
    const { ticket: id, expiresAt } = sessions.open(user);
    const ticket = dialect.values.writeGuid(id);
    const named = faults.has("login-ticket-in-other-case") ? { Ticket: ticket } : { ticket };
    return success({
      ...named,
      ...profile(user),
      expireOn: utc(expiresAt),
      isAuthenticated: "True",
    });
  },
};

function profile({ id, uid, firstName, lastName }: User) {
  return {
    userid: id,
    username: uid,
    firstName,
    lastName,
    fullname: `${firstName} ${lastName}`,
    email: `${uid}@example.com`,
  };
}

/** `2026-03-20T14:35:00Z`, as the document writes it. */
function utc(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.[0-9]+Z$/, "Z");
}
