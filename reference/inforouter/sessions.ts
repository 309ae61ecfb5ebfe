import { randomUUID } from "node:crypto";
import type { Faults } from "../faults.ts";
import type { User } from "./users.ts";

type Fault =
  | "login-ticket-is-dead"
  | "login-that-is-refused-ends-sessions"
  | "logout-keeps-ticket"
  | "tickets-never-expire"
  | "expiry-does-not-slide";

/** A ticket that works. */
interface LiveSession {
  readonly user: User;
  /** Milliseconds. */
  readonly expiresAt: number;
}

/** The tickets that work. */
export interface Sessions {
  /** AUT-01: a new ticket; it lives until `LogOut` or until it has not been used for its lifetime. */
  readonly open: (user: User) => { readonly ticket: string; readonly expiresAt: number };
  /** A ticket whose lifetime is over; nobody has to wait for one. */
  readonly expired: (user: User) => string;
  /** AUT-06: what a ticket in form D and lower case stands for; looking changes nothing. */
  readonly look: (ticket: string) => LiveSession | undefined;
  /** AUT-05: the user of such a ticket; each use gives it a whole lifetime again. */
  readonly use: (ticket: string) => User | undefined;
  /** Gives a ticket so many milliseconds more. */
  readonly extend: (ticket: string, byMs: number) => void;
  /** AUT-03: the ticket is refused from now on. */
  readonly end: (ticket: string) => void;
  /** AUT-01: a login of this user's was refused, which ends nothing. */
  readonly refuse: (user: User) => void;
}

export interface SessionsOptions {
  /** Milliseconds; the tests move it. */
  readonly clock: () => number;
  readonly lifetimeMs: number;
  /** Whether a login ends the user's earlier session. */
  readonly oneEach: boolean;
}

export function createSessions(options: SessionsOptions, faults: Faults<Fault>): Sessions {
  const { clock, lifetimeMs, oneEach } = options;
  const sessions = new Map<string, { readonly user: User; expiresAt: number }>();
  const endAllOf = (user: User): void => {
    for (const [ticket, session] of sessions) if (session.user === user) sessions.delete(ticket);
  };
  const look = (ticket: string) => {
    const session = sessions.get(ticket);
    if (!session || clock() < session.expiresAt || faults.has("tickets-never-expire")) {
      return session;
    }
    sessions.delete(ticket);
    return undefined;
  };
  return {
    open: (user) => {
      if (oneEach) endAllOf(user);
      const ticket = randomUUID();
      const expiresAt = clock() + lifetimeMs;
      if (!faults.has("login-ticket-is-dead")) sessions.set(ticket, { user, expiresAt });
      return { ticket, expiresAt };
    },
    expired: (user) => {
      const ticket = randomUUID();
      sessions.set(ticket, { user, expiresAt: clock() });
      return ticket;
    },
    look,
    use: (ticket) => {
      const session = look(ticket);
      if (session && !faults.has("expiry-does-not-slide")) {
        session.expiresAt = clock() + lifetimeMs;
      }
      return session?.user;
    },
    extend: (ticket, byMs) => {
      const session = sessions.get(ticket);
      if (session) session.expiresAt += byMs;
    },
    end: (ticket) => {
      if (!faults.has("logout-keeps-ticket")) sessions.delete(ticket);
    },
    refuse: (user) => {
      if (faults.has("login-that-is-refused-ends-sessions")) endAllOf(user);
    },
  };
}
