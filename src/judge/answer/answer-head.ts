import type { Informational, Reply } from "../../model/call.ts";

/** What every answer of HTTP has beside its body. */
export interface AnswerHead {
  readonly status: number;
  /** By lower-case name, repeated ones joined with a comma; absent where no request of ours got the answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The lines of each header that came more than once. */
  readonly repeated?: Readonly<Record<string, readonly string[]>>;
  /** The answers of 1xx that came before it. */
  readonly informational?: readonly Informational[];
  readonly trailers?: Readonly<Record<string, string>>;
}

/** An answer with all that its response carried beside the body. */
export function withHead<T extends AnswerHead>(
  answer: T,
  response: Extract<Reply, { kind: "response" }>,
): T {
  const { headers, repeated, informational, trailers } = response;
  // Most have nothing else, and every call of a run comes by here.
  if (!repeated && !informational && !trailers) return { ...answer, headers };
  return {
    ...answer,
    headers,
    ...(repeated && { repeated }),
    ...(informational && { informational }),
    ...(trailers && { trailers }),
  };
}
