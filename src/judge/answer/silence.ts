import type { Reply } from "../../model/call.ts";
import type { Answer } from "./answer.ts";

/**
 * The want of an answer as one that can be judged: the server took the request, and closed the connection
 * or kept silent. Undefined where it answered, if only in part, and where it was not reached at all.
 */
export function silenceOf(reply: Reply | undefined): Answer | undefined {
  if (reply?.kind !== "failure" || reply.begun) return undefined;
  if (reply.code !== "reset" && reply.code !== "timeout") return undefined;
  return { kind: "none", status: 0, why: `no answer: ${reply.message.replace(/\.$/, "")}` };
}
