import type { FaultName, Faults } from "../faults.ts";
import { Refusal } from "./answer.ts";
import { parseGuid } from "./guid.ts";
import type { InfoRouterBinding, Operation } from "./operation.ts";
import type { InfoRouterState } from "./state.ts";
import { ALICE, type User } from "./users.ts";

/** The faults that are asked for here, besides those of the operation. */
export type AuthenticateFault = "errors-show-ticket";

/**
 * The user of the call's ticket. Refuses a ticket that is missing or malformed with 900, one that
 * has expired, was logged out or never existed with 901.
 */
export function authenticate(
  operation: Operation,
  binding: InfoRouterBinding,
  text: (name: string) => string | undefined,
  state: InfoRouterState,
  faults: Faults<FaultName>,
): User {
  const { switches } = operation;
  const on = (name: FaultName | undefined) => name !== undefined && faults.has(name);
  const parameter = operation.parameters.find((candidate) => candidate.type === "ticket");
  const given = text(parameter?.name ?? "authenticationTicket") ?? "";
  const ticket = parseGuid(given, state.dialect);
  const user = ticket === undefined ? undefined : state.sessions.use(ticket);
  if (user) {
    // CUH-19, DUH-14, DDH-13: any authenticated user may call it
    if (on(switches?.refusesSecondUser) && user !== ALICE) throw new Refusal("Access denied.");
    return user;
  }
  if (on(switches?.ignoresTicket)) return ALICE;
  if (binding === "soap11" && on(switches?.ignoresTicketInSoap)) return ALICE;
  // CUH-17, DUH-09, DDH-09: refused with 900 or 901
  // CUH-18, DUH-10, DDH-10: 900 for missing or malformed, 901 for expired or unknown
  const malformed = (ticket === undefined) !== on(switches?.swapsTicketErrors);
  const { authenticationFailed, sessionExpired } = state.dialect.wording;
  const error = malformed ? authenticationFailed : sessionExpired;
  // ALL-03: a ticket is never repeated
  throw new Refusal(faults.has("errors-show-ticket") ? `${error}: ${given}` : error);
}
