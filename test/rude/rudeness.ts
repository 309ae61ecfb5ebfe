import type { ServerResponse } from "node:http";
import type { ReferenceOptions } from "../../reference/options.ts";

/** What the reference server behind a rude one answered. */
export interface Polite {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** One request to a rude server, and what it can do about it. */
export interface Visit {
  readonly response: ServerResponse;
  /** Asks the reference server; once. */
  readonly polite: () => Promise<Polite>;
  /** The number of the request among those that are treated rudely, from 1. */
  readonly count: number;
  /** The address of a server that nobody is to be led to. */
  readonly elsewhere: string;
  /** The rude server ends: no connection is left, and none can be made. */
  readonly die: () => void;
  /** It ends, and comes up again at the same place a moment later, without its memory. */
  readonly restart: () => void;
}

/** What a run against a rude server ends with. */
export interface Promised {
  /** Where no rule fails; 1 where one does. */
  readonly exit: number;
  /** A reason in the report that says what happened, where there is one to give. */
  readonly says?: RegExp;
  /**
   * Whether rules may fail: only where the server violates what is documented, in answers that came
   * whole and in good HTTP.
   */
  readonly mayFail?: true;
}

/** A server as nobody wants it. */
export interface Rudeness {
  readonly name: string;
  /** What it does instead of answering. */
  readonly act: "refuse" | "reset" | ((visit: Visit) => void | Promise<void>);
  /** Where it does so from the first request on. */
  readonly atOnce?: Promised;
  /** Where it begins only after so many requests that were answered as they should be. */
  readonly halfWay?: Promised;
  /** How the reference server behind it is started. */
  readonly reference?: () => ReferenceOptions;
  /** Rules to be judged, where the usual ones would take too long. */
  readonly rules?: readonly string[];
}
