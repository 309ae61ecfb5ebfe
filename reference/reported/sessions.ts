import type { Faults } from "../faults.ts";
import type { Sessions, SessionsOptions } from "../inforouter/sessions.ts";
import type { User } from "../inforouter/users.ts";
import { onesOn, throughAll } from "./ones-on.ts";

export type SessionsFault =
  | "logout-ends-all-sessions"
  | "refused-login-ends-newest-session"
  | "ended-ticket-is-cached";

type Kept = (sessions: Sessions, options: SessionsOptions) => Sessions;

/** How long a cache keeps a ticket, in milliseconds. */
const MINUTE = 60_000;

const KEPT: Readonly<Record<SessionsFault, () => Kept>> = {
  "logout-ends-all-sessions": () => (sessions) => {
    const opened = new Map<string, User>();
    return {
      ...sessions,
      open: (user) => {
        const session = sessions.open(user);
        opened.set(session.ticket, user);
        return session;
      },
      end: (ticket) => {
        const user = opened.get(ticket);
        const all = [...opened].filter(([, other]) => other === user).map(([one]) => one);
        for (const one of [ticket, ...all]) {
          sessions.end(one);
          opened.delete(one);
        }
      },
    };
  },
  "refused-login-ends-newest-session": () => (sessions) => {
    const newest = new Map<User, string>();
    return {
      ...sessions,
      open: (user) => {
        const session = sessions.open(user);
        newest.set(user, session.ticket);
        return session;
      },
      refuse: (user) => {
        const ticket = newest.get(user);
        if (ticket !== undefined) sessions.end(ticket);
      },
    };
  },
  "ended-ticket-is-cached":
    () =>
    (sessions, { clock }) => {
      const ended = new Map<string, { readonly user: User; readonly at: number }>();
      return {
        ...sessions,
        use: (ticket) => {
          const entry = ended.get(ticket);
          const user = entry && clock() < entry.at + MINUTE ? entry.user : undefined;
          return sessions.use(ticket) ?? user;
        },
        end: (ticket) => {
          const user = sessions.look(ticket)?.user;
          if (user) ended.set(ticket, { user, at: clock() });
          sessions.end(ticket);
        },
      };
    },
};

/** The sessions as a faulty server keeps them. */
export function keepSessions(
  sessions: Sessions,
  options: SessionsOptions,
  faults: Faults<SessionsFault>,
): Sessions {
  return throughAll(onesOn(KEPT, faults), sessions, (kept, inner) => kept(inner, options));
}
