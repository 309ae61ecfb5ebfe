import type { Headers } from "./header-lines.ts";

/** One request and what came back, as plain data in which every secret is already replaced. */
export interface Exchange {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Headers;
    readonly body: string;
    /** How it went over the wire, in words, where that was not as usual: a body that was cut is shown whole. */
    readonly transfer?: string;
  };
  /** Null when no answer came; then `failure` says why. */
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** Answers of 1xx before it. */
    readonly informational?: readonly {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
    }[];
    /** Fields behind the body. */
    readonly trailers?: Readonly<Record<string, string>>;
    readonly body: string;
  } | null;
  /** What kept the answer away: a code such as `timeout`, `refused`, `reset`, and a sentence. */
  readonly failure?: { readonly code: WireFailureCode; readonly message: string };
  readonly durationMs: number;
}

/** Why a request got no answer that could be read. None of these says anything about the server's rules. */
export type WireFailureCode =
  | "refused"
  | "unknown-host"
  | "reset"
  | "timeout"
  | "too-large"
  | "tls"
  | "bad-http"
  /** The server asked to wait, again and again, and never took the request. */
  | "throttled"
  | "other";
