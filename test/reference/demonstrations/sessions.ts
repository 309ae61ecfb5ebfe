import type { SESSION_FAULTS } from "../../../reference/faults/sessions.ts";
import { ALICE } from "../../../reference/inforouter/users.ts";
import { say } from "../support/answer.ts";
import type { Session } from "../support/session.ts";
import type { Row } from "./demonstration.ts";

const EXPIRED = "false: [901] Session expired or Invalid ticket";

const isValid = async ({ client }: Session, ticket: string) =>
  say(await client.get("isValidTicket", { AuthenticationTicket: ticket }));

const wrongPassword = ({ client }: Session) =>
  client.post("AuthenticateUser", { UID: "alice", PWD: "wrong" });

export const SESSION_ROWS: Readonly<Record<(typeof SESSION_FAULTS)[number]["name"], Row>> = {
  "login-ticket-is-dead": [(session) => isValid(session, session.alice), "true", EXPIRED],
  "login-accepts-any-password": [
    async (session) => say(await wrongPassword(session)),
    "false: [900] Authentication failed",
    "true",
  ],
  "login-refuses-with-other-code": [
    async (session) => say(await wrongPassword(session)),
    "false: [900] Authentication failed",
    "false: Unknown user or password.",
  ],
  "login-refusal-carries-ticket": [
    async (session) => {
      const { ticket } = (await wrongPassword(session)).attributes;
      return ticket ? isValid(session, ticket) : "no ticket";
    },
    "no ticket",
    "true",
  ],
  "login-ticket-in-other-case": [
    async ({ client }) => {
      const right = { UID: "alice", PWD: ALICE.pwd };
      const { attributes } = await client.post("AuthenticateUser", right);
      return Object.keys(attributes)
        .filter((name) => name.toLowerCase() === "ticket")
        .join();
    },
    "ticket",
    "Ticket",
  ],
  "logout-keeps-ticket": [
    async (session) => {
      await session.client.get("LogOut", { AuthenticationTicket: session.alice });
      return isValid(session, session.alice);
    },
    EXPIRED,
    "true",
  ],
  "tickets-never-expire": [
    (session) => {
      session.wait(30 * 24 * 60 * 60 * 1000);
      return isValid(session, session.alice);
    },
    EXPIRED,
    "true",
  ],
};
