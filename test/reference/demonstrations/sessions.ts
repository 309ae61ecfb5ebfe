import type { SESSION_FAULTS } from "../../../reference/faults/sessions.ts";
import { ALICE } from "../../../reference/inforouter/users.ts";
import { say } from "../support/answer.ts";
import { NEVER_ISSUED, type Session } from "../support/session.ts";
import { hideGuids, type Row } from "./demonstration.ts";
import { look, movedBy } from "./expiry.ts";
import { saidToPassword } from "./public/sessions.ts";

const EXPIRED = "false: [901] Session expired or Invalid ticket";

const isValid = async (session: Session, ticket: string) => say(await look(session, ticket));

const logIn = ({ client, server }: Session, UID: string) =>
  client.post("AuthenticateUser", { UID, PWD: server.inforouter.users.owner.pwd });

/** Whom isValidTicket names by bob's ticket right after it was asked about alice's. */
export const namedAfterAlice = async (session: Session) => {
  await look(session, session.alice);
  return (await look(session, session.bob)).attributes["username"] ?? "nobody";
};

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
  "login-decodes-password-again": [
    saidToPassword((password) => password.replace(/^a/, "%61")),
    "false: [900] Authentication failed",
    "true",
  ],
  "login-that-is-refused-ends-sessions": [
    async (session) => {
      await wrongPassword(session);
      return isValid(session, session.alice);
    },
    "true",
    EXPIRED,
  ],
  "login-trims-password": [
    saidToPassword((password) => ` ${password}`),
    "false: [900] Authentication failed",
    "true",
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
  "login-omits-expiry": [
    async (session) =>
      (await logIn(session, "alice")).attributes["expireOn"] ? "told" : "not told",
    "told",
    "not told",
  ],
  "login-ticket-is-no-guid": [
    async (session) => hideGuids((await logIn(session, "alice")).attributes["ticket"] ?? "none"),
    "GUID",
    "T-GUID",
  ],
  "login-name-is-case-sensitive": [
    async (session) => say(await logIn(session, "ALICE")),
    "true",
    "false: [900] Authentication failed",
  ],
  "expiry-does-not-slide": [
    (session) => movedBy(session, () => session.create()),
    "moved",
    "stays",
  ],
  "download-chunk-keeps-expiry": [
    async (session) => {
      const id = await session.stage();
      return movedBy(session, () => session.download(id));
    },
    "moved",
    "stays",
  ],
  "is-valid-ticket-extends-it": [
    (session) => movedBy(session, () => isValid(session, session.alice)),
    "stays",
    "moved",
  ],
  "is-valid-ticket-names-another": [
    async (session) => (await look(session, session.bob)).attributes["username"] ?? "nobody",
    "bob",
    "alice",
  ],
  "is-valid-ticket-names-user-asked-before": [namedAfterAlice, "bob", "alice"],
  "is-valid-ticket-refuses-with-900": [
    (session) => isValid(session, NEVER_ISSUED),
    EXPIRED,
    "false: [900] Authentication failed",
  ],
  "logout-accepts-any-ticket": [
    async ({ client }) => say(await client.get("LogOut", { AuthenticationTicket: NEVER_ISSUED })),
    EXPIRED,
    "true",
  ],
  "server-info-needs-ticket": [
    async ({ client }) => say(await client.get("ServerInfo", {})),
    "true",
    "false: [900] Authentication failed",
  ],
};
