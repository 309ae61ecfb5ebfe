import { basicToken } from "../../model/basic-token.ts";
import type { Credentials } from "../../model/service.ts";
import type { TargetUser } from "../../model/target.ts";
import type { Principal } from "../../model/value.ts";
import { guidOf } from "../case/seed.ts";

/** Logs a user in, or a session out; rejects with a SetUpError when the server refuses. */
export interface Login {
  login(user: { readonly uid: string; readonly pwd: string }, label: string): Promise<string>;
  /** Whether the server took it; undefined where sessions cannot be ended. */
  logout(ticket: string): Promise<boolean | undefined>;
}

/** The target could not be brought to the state that a case needs; nothing is said about its rules. */
export class SetUpError extends Error {
  override readonly name: string = "SetUpError";
  /** Another try may go better: no answer came, none that can be read, or the server had an error. */
  readonly passing: boolean;

  constructor(message: string, { passing = false }: { readonly passing?: boolean } = {}) {
    super(message);
    this.passing = passing;
  }
}

/** The target declares no user, key or session of the kind that a case needs: it does not apply. */
export class NotDeclaredError extends SetUpError {
  override readonly name: string = "NotDeclaredError";
}

type User = "owner" | "stranger";

/**
 * Tokens of one service of a target: tickets that a login gives, or keys that the target declares. Shared ones are obtained when first needed, and kept: until a server refuses
 * one, and then {@link Sessions.instead} another.
 */
export interface Sessions {
  /** The value of the parameter that carries a token; undefined where it is left out. */
  ticket(principal: Principal | "owner-again"): Promise<string | undefined>;
  /**
   * A session of its own for one case; `end` logs it out, also when that was done before. A stranger
   * of whom only a ticket is known has no other session than that.
   */
  own(user: User): Promise<{ readonly ticket: string; end(): Promise<void> }>;
  /** Whether it is the ticket of a session that was to last, shared or some case's own. */
  isOurs(ticket: string): boolean;
  /**
   * A ticket of the same user for one that is refused: the shared one, or where that is the one, a
   * new one, which is the shared one from now on.
   *
   * @throws SetUpError when the server refuses that too, or only a ticket is known of the user
   */
  instead(refused: string): Promise<string>;
  /** Logs every shared session out. */
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly users: {
    readonly owner?: TargetUser | undefined;
    readonly stranger?: TargetUser | undefined;
  };
  readonly credentials: Pick<Credentials, "word" | "login" | "logout" | "unknown">;
  /** A token that was good once. */
  readonly expired?: string | undefined;
  readonly seed: number;
  /** Is told of a token that was made of a secret one: it is nearly as secret. */
  readonly onDerived?: (token: string, label: string) => void;
}

/** How often in a row a login that may go better is tried: after that the server is not bothered again. */
const MAX_TRIES = 3;

export function createSessions(
  options: SessionOptions,
  { login: logIn, logout: logOut }: Login,
): Sessions {
  const { word, login, logout } = options.credentials;
  const shared = new Map<string, Promise<string>>();
  const tries = new Map<string, number>();
  const users = new Map<string, User>();
  /** Shared sessions that a new one took the place of; a server may have kept them. */
  const replaced: string[] = [];

  const once = (name: string, make: () => Promise<string>): Promise<string> => {
    const known = shared.get(name) ?? make().then(good(name), retriable(name));
    shared.set(name, known);
    return known;
  };

  /** The tries of hours ago say nothing of the next. */
  const good =
    (name: string) =>
    (token: string): string => {
      tries.delete(name);
      return token;
    };

  /** What failed in passing is tried again by whoever needs it next. */
  const retriable =
    (name: string) =>
    (error: unknown): never => {
      const times = (tries.get(name) ?? 0) + 1;
      tries.set(name, times);
      if (error instanceof SetUpError && error.passing && times < MAX_TRIES) shared.delete(name);
      throw error;
    };

  /** Without a login name and password are the token. */
  const tokenOf = async (entry: TargetUser, name: User): Promise<string> => {
    if ("token" in entry) return entry.token;
    return login ? logIn(entry, `${word}:${name}`) : basicToken(entry);
  };

  const user = async (name: User): Promise<string> => {
    const entry = options.users[name];
    if (!entry)
      throw new NotDeclaredError(`the target declares no ${login ? "" : `${word} of the `}${name}`);
    const ticket = await tokenOf(entry, name);
    // What nobody logged in for is no session.
    if (login) users.set(ticket, name);
    return ticket;
  };

  const ended = async (): Promise<string> => {
    if (options.expired) return options.expired;
    if (!login) return unknownToken(options);
    const { owner } = options.users;
    if (!owner || "token" in owner)
      throw new NotDeclaredError("no session can be ended: the target declares no credentials");
    const ticket = await logIn(owner, `${word}:ended`);
    const isOut = await logOut(ticket);
    const { call } = logout ?? { call: "logout" };
    if (isOut === undefined) {
      throw new NotDeclaredError(`no session can be ended: the target has no ${call}`);
    }
    if (!isOut) throw new SetUpError(`${call} was refused`, { passing: true });
    return ticket;
  };

  /** The owner's token, spoilt in one place. */
  const nearly = async (how: keyof typeof NEARLY): Promise<string> => {
    const token = await once("owner", () => user("owner"));
    const spoilt = NEARLY[how](token);
    if (spoilt === token) {
      throw new NotDeclaredError(
        `the ${word} of the owner has no letters of which the case counts`,
      );
    }
    options.onDerived?.(spoilt, `${word}:${how}`);
    return spoilt;
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
          return unknownToken(options);
        case "empty":
          return "";
        case "missing":
          return undefined;
        case "owner-longer":
        case "owner-shorter":
        case "owner-recased":
        case "owner-prefixed":
          return nearly(principal);
        default:
          return principal satisfies never;
      }
    },
    async own(name) {
      const entry = options.users[name];
      if (name === "stranger" && entry && "token" in entry) {
        return { ticket: entry.token, end: async () => undefined };
      }
      if (!entry || "token" in entry) throw new SetUpError(`the ${name} has no credentials`);
      if (!login) return { ticket: basicToken(entry), end: async () => undefined };
      const ticket = await logIn(entry, `${word}:${name}`);
      users.set(ticket, name);
      const end = async (): Promise<void> => {
        users.delete(ticket);
        await logOut(ticket);
      };
      return { ticket, end };
    },
    isOurs: (ticket) => users.has(ticket),
    async instead(refused) {
      const name = users.get(refused) ?? "owner";
      const entry = options.users[name];
      if (!entry || "token" in entry) {
        const reason = `the ${word} that the target gives for the ${name} is refused: has it expired?`;
        throw new SetUpError(`${reason} With uid and pwd it would be renewed`);
      }
      const known = shared.get(name);
      const current = await known?.catch(() => undefined);
      // Others may have seen it refused, too: one of them renews it for all.
      if (current === refused && shared.get(name) === known) {
        shared.delete(name);
        replaced.push(refused);
      }
      return once(name, () => user(name));
    },
    async close() {
      for (const name of ["owner", "stranger"] as const) {
        const entry = options.users[name];
        const ticket = await shared.get(name)?.catch(() => undefined);
        if (ticket !== undefined && entry && "uid" in entry) await logOut(ticket);
      }
      for (const ticket of replaced) await logOut(ticket);
    },
  };
}

/** Ways to spoil a token: who compares beginnings, or without letter case, takes them for the owner's. */
const NEARLY = {
  "owner-longer": (token: string) => `${token}0`,
  "owner-shorter": (token: string) => token.slice(0, -1),
  "owner-recased": (token: string) =>
    token.replace(/[a-z]/gi, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    ),
  "owner-prefixed": (token: string) => `0${token}`,
} as const;

/** A token that was never issued. */
export function unknownToken({
  seed,
  credentials: { word, unknown },
}: {
  readonly seed: number;
  readonly credentials: Pick<Credentials, "word" | "unknown">;
}): string {
  const guid = guidOf(seed, `unknown ${word}`);
  const digits = guid.replaceAll("-", "");
  if (unknown === "basic") return basicToken({ uid: `assay-${digits}`, pwd: digits });
  return unknown === "guid" ? guid : digits;
}
