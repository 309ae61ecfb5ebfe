import { randomUUID } from "node:crypto";
import type { Faults } from "../faults.ts";
import type { User } from "./users.ts";

type Fault = "login-ticket-is-dead" | "logout-keeps-ticket" | "tickets-never-expire";

/** The tickets that work. */
export interface Sessions {
  /** AUT-01: a new ticket; it lives until `LogOut` or until it has not been used for its lifetime. */
  readonly open: (user: User) => { readonly ticket: string; readonly expiresAt: number };
  /** A ticket whose lifetime is over; nobody has to wait for one. */
  readonly expired: (user: User) => string;
  /** The user of a ticket in form D and lower case; each use gives it a whole lifetime again. */
  readonly use: (ticket: string) => User | undefined;
  /** AUT-03: the ticket is refused from now on. */
  readonly end: (ticket: string) => void;
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
    use: (ticket) => {
      const session = sessions.get(ticket);
      if (!session) return undefined;
      const now = clock();
      if (now >= session.expiresAt && !faults.has("tickets-never-expire")) {
        sessions.delete(ticket);
        return undefined;
      }
      session.expiresAt = now + lifetimeMs;
      return session.user;
    },
    end: (ticket) => {
      if (!faults.has("logout-keeps-ticket")) sessions.delete(ticket);
    },
  };
}
