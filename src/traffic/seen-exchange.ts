import type { HeaderLine } from "../model/header-lines.ts";

/** One message as it went over the wire, its framing taken off. It holds real secrets. */
export interface SeenMessage {
  readonly lines: readonly HeaderLine[];
  /** Undefined where it was longer than what is kept: then `size` and `sha256` say what it was. */
  readonly body: Buffer | undefined;
  /** Bytes of the body. */
  readonly size: number;
  /** Hexadecimal; of a body that was not kept. */
  readonly sha256?: string;
  readonly trailers: readonly HeaderLine[];
}

/** A request and its answer, both whole, and each of them a message that can be read in one way only. */
export interface SeenExchange {
  /** Its number in the file that it was read from, from 1. */
  readonly number?: number;
  readonly method: string;
  /** As it was sent: a path with its query, or a whole URL. */
  readonly target: string;
  readonly request: SeenMessage;
  readonly status: number;
  readonly response: SeenMessage;
  /** Answers of 1xx before it. */
  readonly informational: readonly {
    readonly status: number;
    readonly lines: readonly HeaderLine[];
  }[];
  /**
   * Milliseconds on one clock for all: no later than the first byte of the request, and no earlier than the last
   * of the answer. NaN where nobody knows: then nothing is known to have been before or after it.
   */
  readonly began: number;
  readonly ended: number;
  /** Headers, in small letters, that whoever recorded it may have left out of the request. */
  readonly mayLack?: readonly string[];
  /** Milliseconds from the one to the other; absent where nobody knows. */
  readonly durationMs?: number;
}

/** Why an exchange, or what is left of a connection, was not judged. */
export type Unjudged =
  /** A message is no HTTP/1.1, or can be read in two ways. */
  | "unclear"
  /** A connection ended, or an answer came, before a message was whole; or not all of it was recorded. */
  | "not-whole"
  /** The answer is longer than what is kept. */
  | "too-long"
  /** It is no call of the target's services. */
  | "no-call"
  /** It is not a call as the documents have it: more or other parameters, or some that cannot be read. */
  | "unusual"
  /** What stands before the operation answered, by its status: a limit of HTTP, a gateway, too much load. */
  | "away";
