import type { PUBLIC_LOAD } from "../../../../reference/faults/public/load.ts";
import type { PUBLIC_SESSIONS } from "../../../../reference/faults/public/sessions.ts";
import { say } from "../../support/answer.ts";
import { NEVER_ISSUED, type Session } from "../../support/session.ts";
import { deleteUpload } from "../../support/uploads.ts";
import { type Row, untilSeen } from "../demonstration.ts";
import { downloadsAtOnce } from "../downloads-at-once.ts";
import { movedBy } from "../expiry.ts";
import { atOnceAt, versionsAtOnce } from "../written-at-once.ts";
import { finished } from "./document-of.ts";

const EXPIRED = "false: [901] Session expired or Invalid ticket";

/** Another ticket of the owner's. */
async function logIn({ client, server }: Session): Promise<string> {
  const { uid, pwd } = server.inforouter.users.owner;
  const answer = await client.post("AuthenticateUser", { UID: uid, PWD: pwd });
  return answer.attributes["ticket"] ?? say(answer);
}

/** What the owner's login says to a password made of the right one. */
export const saidToPassword =
  (change: (password: string) => string) =>
  async ({ client, server }: Session) => {
    const { uid, pwd } = server.inforouter.users.owner;
    return say(await client.post("AuthenticateUser", { UID: uid, PWD: change(pwd) }));
  };

const REFUSED = "false: [900] Authentication failed";

const logOut = ({ client }: Session, ticket: string) =>
  client.get("LogOut", { AuthenticationTicket: ticket });

export const PUBLIC_SESSIONS_ROWS: Readonly<
  Record<(typeof PUBLIC_SESSIONS | typeof PUBLIC_LOAD)[number]["name"], Row>
> = {
  "uploading-keeps-expiry": [
    async (session) => {
      const id = await session.create();
      return movedBy(session, () => session.chunk(id, "a"));
    },
    "moved",
    "stays",
  ],
  "case-twin-at-once-is-dropped": [
    (session) => atOnceAt(session, ["/Library/inbox/PAIR.txt", "/Library/inbox/pair.txt"]),
    "each its own",
    "mixed up",
  ],
  "overlapping-writes-clean-old-version": [
    (session) => untilSeen(() => versionsAtOnce(session, [1_000_000], "finalize"), "one"),
    "one",
    "false: The document was not found.",
  ],
  "downloads-of-one-user-share-a-file": [downloadsAtOnce, "each its own", "mixed up"],
  "logout-ends-all-sessions": [
    async (session) => {
      const [one, other] = [await logIn(session), await logIn(session)];
      await logOut(session, one);
      return say(await session.dropUpload(NEVER_ISSUED, other));
    },
    "true",
    EXPIRED,
  ],
  "refused-login-ends-newest-session": [
    async (session) => {
      const ticket = await logIn(session);
      await saidToPassword((password) => `${password}x`)(session);
      return say(await session.dropUpload(NEVER_ISSUED, ticket));
    },
    "true",
    EXPIRED,
  ],
  "ended-ticket-is-cached": [
    async (session) => {
      const ticket = await logIn(session);
      await logOut(session, ticket);
      return say(await session.dropUpload(NEVER_ISSUED, ticket));
    },
    EXPIRED,
    "true",
  ],
  "api-key-letter-case-is-ignored": [
    async (session) => {
      const key = session.server.apidatatools.keys.owner.toUpperCase();
      return String((await deleteUpload(session, { key, id: "upl_0" })).status);
    },
    "401",
    "404",
  ],
  "password-is-its-first-eight-characters": [
    saidToPassword((password) => `${password.slice(0, 8)}!`),
    REFUSED,
    "true",
  ],
  "password-ends-at-nul": [saidToPassword((password) => `${password}\0x`), REFUSED, "true"],
  "password-in-any-case": [saidToPassword((password) => password.toUpperCase()), REFUSED, "true"],
  "password-is-trimmed": [saidToPassword((password) => `${password} `), REFUSED, "true"],
  "current-user-is-one-for-all": [
    (session) =>
      untilSeen(async () => {
        const id = await session.create();
        const [chunk] = await Promise.all([
          session.chunk(id, "a"),
          session.dropUpload(NEVER_ISSUED, session.bob),
        ]);
        return say(chunk);
      }, "true"),
    "true",
    "false: Invalid upload handler.",
  ],
  "session-is-forgotten-under-load": [
    (session) =>
      untilSeen(async () => {
        const ticket = await logIn(session);
        const calls = Array.from({ length: 12 }, () => session.dropUpload(NEVER_ISSUED, ticket));
        await Promise.all(calls);
        return say(await session.dropUpload(NEVER_ISSUED, ticket));
      }, "true"),
    "true",
    EXPIRED,
  ],
  "finalize-beside-another-takes-its-file": [
    async (session) => {
      const id = await session.filled("a");
      const paths = [1, 2].map((at) => `/Library/inbox/taken-${id}-${at}.txt`);
      const said = await Promise.all(
        paths.map(async (path) => say(await session.finalize(id, path))),
      );
      return said.includes("true") ? "one is made" : "none";
    },
    "one is made",
    "none",
  ],
  "chunk-buffer-is-shared": [
    (session) =>
      untilSeen(async () => {
        const ids = await Promise.all([session.create(), session.create()]);
        const texts = ["aaaa", "bbbb"];
        await Promise.all(
          ids.map((id, index) => session.chunk(id, texts[index] ?? "", { last: true })),
        );
        const documents = await Promise.all(ids.map((id) => finished(session, id)));
        return documents.join() === texts.join() ? "as sent" : "mixed";
      }, "as sent"),
    "as sent",
    "mixed",
  ],
  "offsets-are-overwritten": [
    (session) =>
      untilSeen(async () => {
        const ids = await Promise.all([session.create(), session.create()]);
        await Promise.all(ids.map((id) => session.chunk(id, "aaaa")));
        await Promise.all(ids.map((id) => session.chunk(id, "bb", { last: true })));
        const documents = await Promise.all(ids.map((id) => finished(session, id)));
        return documents.every((text) => text === "aaaabb") ? "as sent" : "overwritten";
      }, "as sent"),
    "as sent",
    "overwritten",
  ],
  "chunk-count-is-lost": [
    (session) =>
      untilSeen(async () => {
        const id = await session.create();
        await Promise.all(["a", "a", "a", "a"].map((text) => session.chunk(id, text)));
        await session.chunk(id, "b", { last: true });
        return finished(session, id);
      }, "aaaab"),
    "aaaab",
    "false: The upload is not complete.",
  ],
  "answer-buffer-is-shared": [
    (session) =>
      untilSeen(async () => {
        const ids = await Promise.all(Array.from({ length: 8 }, () => session.create()));
        return new Set(ids).size === ids.length ? "all different" : "some the same";
      }, "all different"),
    "all different",
    "some the same",
  ],
};
