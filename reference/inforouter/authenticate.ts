import { word } from "../dialect/wording.ts";
import type { FaultName, Faults } from "../faults.ts";
import { Refusal } from "./answer.ts";
import type { InfoRouterBinding } from "./binding.ts";
import { parseGuid } from "./guid.ts";
import type { Operation } from "./operation.ts";
import type { Session } from "./session.ts";
import type { InfoRouterState } from "./state.ts";
import { ALICE, ANONYMOUS } from "./users.ts";

/** The faults that are asked for here, besides those of the operation. */
export type AuthenticateFault =
  | "errors-show-ticket"
  | "download-chunk-keeps-expiry"
  | "uploading-keeps-expiry";

/** Operations that only look at a ticket, by the fault that makes them. */
const KEEPING = {
  "download-chunk-keeps-expiry": ["DownloadFileChunk"],
  "uploading-keeps-expiry": ["UploadFileChunk", "UploadDocument"],
} as const;

/**
 * The session of the call's ticket. Refuses a ticket that is missing or malformed with 900, one that
 * has expired, was logged out or never existed with 901.
 */
export function authenticate(
  operation: Operation,
  binding: InfoRouterBinding,
  text: (name: string) => string | undefined,
  state: InfoRouterState,
  faults: Faults<FaultName>,
): Session {
  const { switches } = operation;
  const { values, policy, wording } = state.dialect;
  const on = (name: FaultName | undefined) => name !== undefined && faults.has(name);
  const parameter = operation.parameters.find((candidate) => candidate.type === "ticket");
  const given = text(parameter?.name ?? "authenticationTicket") ?? "";
  const ticket = parseGuid(given, values);
  const user = ticket === undefined ? undefined : userOf(ticket, operation, state, faults);
  if (user) {
    // CUH-19, DUH-14, DDH-13: any authenticated user may call it
    if (on(switches?.refusesSecondUser) && user !== ALICE) {
      throw new Refusal({ text: "Access denied." });
    }
    return { user, ticket };
  }
  // GDH-02, DFC-05: a ticket that is there is never passed over
  if (given === "" && operation.reads && policy.anonymousReads) {
    return { user: ANONYMOUS, ticket: undefined };
  }
  if (on(switches?.ignoresTicket)) return { user: ALICE, ticket: undefined };
  if (binding === "soap11" && on(switches?.ignoresTicketInSoap)) {
    return { user: ALICE, ticket: undefined };
  }
  // CUH-17, DUH-09, DDH-09: refused with 900 or 901
  // CUH-18, DUH-10, DDH-10: 900 for missing or malformed, 901 for expired or unknown
  const byCause = policy.ticketErrors === "by-cause" && !operation.refusesWith901;
  const failed = byCause && ticket === undefined;
  const kind =
    failed !== on(switches?.swapsTicketErrors) ? "authenticationFailed" : "sessionExpired";
  // ALL-03: a ticket is never repeated
  if (!faults.has("errors-show-ticket")) throw new Refusal({ kind });
  throw new Refusal({ text: `${word({ kind }, wording)}: ${given}` });
}

// AUT-05: a call prolongs the life of its ticket; AUT-06: looking does not
function userOf(
  ticket: string,
  { name, passive }: Operation,
  { sessions }: InfoRouterState,
  faults: Faults<FaultName>,
) {
  const keeps = (Object.keys(KEEPING) as (keyof typeof KEEPING)[]).some(
    (fault) => faults.has(fault) && (KEEPING[fault] as readonly string[]).includes(name),
  );
  return passive || keeps ? sessions.look(ticket)?.user : sessions.use(ticket);
}
