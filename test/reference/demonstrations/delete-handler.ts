import { say } from "../support/answer.ts";
import { NEVER_ISSUED, type Session } from "../support/session.ts";
import type { Row } from "./demonstration.ts";

const EXPIRED = "false: [901] Session expired or Invalid ticket";
const FAILED = "false: [900] Authentication failed";
const BAD_REQUEST = "false: bad Request";
const NO_FILE = "false: The file was not found.";

/** What the faults of the two delete operations have in common. */
type Suffix =
  | "refuses-get"
  | "refuses-post"
  | "refuses-soap"
  | "omits-error-attribute"
  | "fails-without-error-text"
  | "accepts-non-guid"
  | "bad-guid-other-text"
  | "checks-ticket-before-guid"
  | "ignores-ticket"
  | "swaps-ticket-errors"
  | "reports-missing-file"
  | "second-time-fails"
  | "refuses-second-user"
  | "accepts-missing-handler";

/** The rows of both delete operations: `make` gives a handler that can be deleted. */
export function deleteRows<P extends string>(
  prefix: P,
  operation: string,
  parameter: string,
  make: (session: Session) => Promise<string>,
): Record<`${P}-${Suffix}`, Row> {
  const send = ({ client, alice }: Session, handler: string, ticket = alice) =>
    client.get(operation, { authenticationTicket: ticket, [parameter]: handler });
  const answer = (handler: string, ticket?: string) => async (session: Session) =>
    say(await send(session, handler, ticket));
  const over = (binding: "get" | "post" | "soap") => async (session: Session) => {
    const params = { authenticationTicket: session.alice, [parameter]: NEVER_ISSUED };
    return say(await session.client[binding](operation, params));
  };
  const rows: Record<Suffix, Row> = {
    "refuses-get": [over("get"), "true", "HTTP 404"],
    "refuses-post": [over("post"), "true", "HTTP 404"],
    "refuses-soap": [over("soap"), "true", "HTTP 500"],
    "omits-error-attribute": [
      async (session) => Object.keys((await send(session, NEVER_ISSUED)).attributes).join(),
      "success,error",
      "success",
    ],
    "fails-without-error-text": [answer("x"), BAD_REQUEST, "false"],
    "accepts-non-guid": [answer("x"), BAD_REQUEST, "true"],
    "bad-guid-other-text": [answer("x"), BAD_REQUEST, "false: Invalid GUID."],
    "checks-ticket-before-guid": [answer("x", NEVER_ISSUED), BAD_REQUEST, EXPIRED],
    "ignores-ticket": [answer(NEVER_ISSUED, NEVER_ISSUED), EXPIRED, "true"],
    "swaps-ticket-errors": [
      async (session) =>
        `${await answer(NEVER_ISSUED, "x")(session)} ${await answer(NEVER_ISSUED, NEVER_ISSUED)(session)}`,
      `${FAILED} ${EXPIRED}`,
      `${EXPIRED} ${FAILED}`,
    ],
    "reports-missing-file": [answer(NEVER_ISSUED), "true", NO_FILE],
    "second-time-fails": [
      async (session) => {
        const handler = await make(session);
        return `${say(await send(session, handler))} ${say(await send(session, handler))}`;
      },
      "true true",
      `true ${NO_FILE}`,
    ],
    "refuses-second-user": [
      async (session) => say(await send(session, NEVER_ISSUED, session.bob)),
      "true",
      "false: Access denied.",
    ],
    "accepts-missing-handler": [
      async ({ client, alice }) =>
        say(await client.get(operation, { authenticationTicket: alice })),
      BAD_REQUEST,
      "true",
    ],
  };
  const named = Object.entries(rows).map(([suffix, row]) => [`${prefix}-${suffix}`, row]);
  return Object.fromEntries(named) as Record<`${P}-${Suffix}`, Row>;
}
