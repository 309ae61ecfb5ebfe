import type { Reply } from "../model/call.ts";

/** Why no answer came, as the end of a sentence about a call. */
export function describeFailure(reply: Reply): string {
  return reply.kind === "failure" ? `no answer: ${reply.message}` : "an answer that cannot be read";
}
