import type { Reason } from "../../dialect/wording.ts";
import type { Faults } from "../../faults.ts";
import { failure, success } from "../answer.ts";
import type { Operation } from "../operation.ts";
import { profile } from "../profile.ts";
import { ALICE, findUser } from "../users.ts";

type Fault =
  | "login-accepts-any-password"
  | "login-refuses-with-other-code"
  | "login-refusal-carries-ticket"
  | "login-omits-expiry"
  | "login-ticket-is-no-guid"
  | "login-name-is-case-sensitive"
  | "login-ticket-in-other-case"
  | "login-decodes-password-again"
  | "login-trims-password";

/** Gives a ticket to a user by login name and password. */
export const authenticateUser: Operation<Fault> = {
  name: "AuthenticateUser",
  parameters: [
    { name: "UID", type: "string" },
    { name: "PWD", type: "string" },
  ],
  run: (call, { sessions, dialect }, faults) => {
    const uid = call.required("UID");
    const password = readPassword(call.required("PWD"), faults);
    const found = findUser(uid, faults.has("login-accepts-any-password") ? undefined : password);
    // AUT-08: whatever the letter case
    const isStranger = faults.has("login-name-is-case-sensitive") && found?.uid !== uid;
    const user = isStranger ? undefined : found;
    if (!user) {
      // AUT-02: refused with a 900 error and without a ticket
      const named = findUser(uid, undefined);
      if (named) sessions.refuse(named);
      const reason: Reason = faults.has("login-refuses-with-other-code")
        ? { text: "Unknown user or password." }
        : { kind: "authenticationFailed" };
      if (!faults.has("login-refusal-carries-ticket")) return failure(reason, dialect);
      return failure(reason, dialect, { ticket: sessions.open(ALICE).ticket });
    }
    // AUT-01: the ticket that every other operation takes
    const { ticket: id, expiresAt } = sessions.open(user);
    const guid = dialect.values.writeGuid(id);
    // AUT-04: a GUID, and until when it lasts
    const ticket = faults.has("login-ticket-is-no-guid") ? `T-${guid}` : guid;
    const named = faults.has("login-ticket-in-other-case") ? { Ticket: ticket } : { ticket };
    const { expireOn, ...whose } = profile(user, expiresAt);
    return success({
      ...named,
      ...whose,
      ...(faults.has("login-omits-expiry") ? {} : { expireOn }),
      isAuthenticated: "True",
    });
  },
};

// AUT-02, AUT-09: the password counts as it was sent
function readPassword(sent: string, faults: Faults<Fault>): string {
  if (faults.has("login-trims-password")) return sent.trim();
  if (!faults.has("login-decodes-password-again")) return sent;
  try {
    return decodeURIComponent(sent);
  } catch {
    return sent;
  }
}
