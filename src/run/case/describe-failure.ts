import type { Reply } from "../../model/call.ts";

/** Why no answer came, as the end of a sentence about a call. */
export function describeFailure(reply: Reply): string {
  if (reply.kind !== "failure") return "an answer that cannot be read";
  const sentence = reply.message.replace(/\.$/, "");
  return `no answer: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
