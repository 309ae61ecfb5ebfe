import type { BytesInForms } from "../model/bytes-in-forms.ts";
import type { Rule, Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import type { ProofPlan } from "./proof-plan.ts";

/** Where a proof gets its servers from: with a fault, in a legal dialect, or knowing nothing. */
export interface Bench extends Pick<ProofPlan, "faults" | "dialects" | "nullServers"> {
  /** The dialect of servers whose fault names none. */
  readonly defaultDialect: string;
  /** Those of some rules that its servers can be judged by. */
  rulesOf(rules: readonly Rule[]): readonly Rule[];
  /** The generated cases for each property on a dialect, where a proof asks for so many. */
  runsOn(dialect: string, asked: number): number;
  start(how: BenchOptions): Promise<BenchServer>;
  startNull(name: string): Promise<NullServer>;
}

export interface BenchOptions {
  readonly specs: Specs;
  readonly fault?: string;
  readonly dialect: string;
  readonly chunks: BytesInForms;
}

/** A running server. */
export interface BenchServer {
  readonly target: Target;
  /**
   * The faults that its code was asked for, since this was last emptied; undefined where nobody can look
   * into it.
   */
  readonly asked: Set<string> | undefined;
  close(): Promise<void>;
}

/** A running server that knows nothing. */
export interface NullServer {
  /** @param timeoutMs how long to wait for an answer */
  target(specs: Specs, entrance: NullEntrance, timeoutMs: number): Target;
  /** From now on nothing but what was recorded. */
  freeze(): void;
  close(): Promise<void>;
}

export type NullEntrance = "login" | "ticket";

/** As in `assay run` on the built-in server, but with hostile input too. */
export const EVERYTHING: Target = {
  name: "proof",
  services: {},
  limits: { requestsPerSecond: 0, concurrency: 8, timeoutMs: 10_000, maxUploadBytes: 2 ** 28 },
  safety: "full",
  tls: { rejectUnauthorized: true },
  authorized: false,
};

/** Tickets that a null server takes as well as any. */
export const TICKETS = {
  owner: { ticket: "0a1b2c3d-0000-4000-8000-000000000001" },
  stranger: { ticket: "0a1b2c3d-0000-4000-8000-000000000002" },
};

/** A target whose users have tickets, where its services have a login. */
export function withTickets(target: Target, services: Specs["services"]): Target {
  return withSettings(target, (_, name) => {
    const { login, setting } = services[name]?.credentials ?? {};
    return login && setting !== undefined ? { [setting]: TICKETS } : {};
  });
}

export function withSettings(
  target: Target,
  more: (entry: Target["services"][string], name: string) => Readonly<Record<string, unknown>>,
): Target {
  const entries = Object.entries(target.services).map(
    ([name, entry]) => [name, { ...entry, ...more(entry, name) }] as const,
  );
  return { ...target, services: Object.fromEntries(entries) };
}
