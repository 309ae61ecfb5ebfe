import type { TargetUser } from "../model/target.ts";
import type { Principal } from "../model/value.ts";
import { guidOf } from "./seed.ts";

/** Logs a user in, or a session out; rejects with a SetUpError when the server refuses. */
export interface Login {
  login(user: { readonly uid: string; readonly pwd: string }, label: string): Promise<string>;
  logout(ticket: string): Promise<boolean>;
}

/** The target could not be brought to the state that a case needs; nothing is said about its rules. */
export class SetUpError extends Error {
  override readonly name = "SetUpError";
}

/** Tickets of one target. Shared ones are obtained once, when first needed; the promise is kept. */
export interface Sessions {
  /** The value of the ticket parameter; undefined where it is left out. */
  ticket(principal: Principal | "owner-again"): Promise<string | undefined>;
  /**
   * A session of its own for one case; `end` logs it out, also when that was done before. A stranger
   * of whom only a ticket is known has no other session than that.
   */
  own(user: "owner" | "stranger"): Promise<{ readonly ticket: string; end(): Promise<void> }>;
  /** Logs every shared session out. */
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly users: { readonly owner?: TargetUser; readonly stranger?: TargetUser };
  readonly expiredTicket?: string;
  readonly seed: number;
}

export function createSessions(options: SessionOptions, { login, logout }: Login): Sessions {
  const shared = new Map<string, Promise<string>>();
  const once = (name: string, make: () => Promise<string>): Promise<string> => {
    const known = shared.get(name) ?? make();
    shared.set(name, known);
    return known;
  };

  const user = async (name: "owner" | "stranger"): Promise<string> => {
    const entry = options.users[name];
    if (!entry) throw new SetUpError(`the target declares no ${name}`);
    return "ticket" in entry ? entry.ticket : login(entry, `ticket:${name}`);
  };

  const ended = async (): Promise<string> => {
    if (options.expiredTicket) return options.expiredTicket;
    const { owner } = options.users;
    if (!owner || "ticket" in owner)
      throw new SetUpError("no session can be ended: no credentials");
    const ticket = await login(owner, "ticket:ended");
    if (!(await logout(ticket))) throw new SetUpError("LogOut was refused");
    return ticket;
  };

  return {
    async ticket(principal) {
      if (typeof principal === "object") return principal.literal;
      switch (principal) {
        case "owner":
        case "stranger":
          return once(principal, () => user(principal));
        case "owner-again":
          return once("owner", () => user("owner"));
        case "ended":
          return once("ended", ended);
        case "unknown":
          return guidOf(options.seed, "unknown ticket");
        case "empty":
          return "";
        case "missing":
          return undefined;
        default:
          return principal satisfies never;
      }
    },
    async own(name) {
      const entry = options.users[name];
      if (name === "stranger" && entry && "ticket" in entry) {
        return { ticket: entry.ticket, end: async () => undefined };
      }
      if (!entry || "ticket" in entry) throw new SetUpError(`the ${name} has no credentials`);
      const ticket = await login(entry, `ticket:${name}`);
      return { ticket, end: async () => void (await logout(ticket)) };
    },
    async close() {
      for (const name of ["owner", "stranger"] as const) {
        const entry = options.users[name];
        const ticket = await shared.get(name)?.catch(() => undefined);
        if (ticket !== undefined && entry && "uid" in entry) await logout(ticket);
      }
    },
  };
}
