import type { Reply } from "../../model/call.ts";
import type { Checks } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import type { Answer } from "./answer.ts";

/** Whether checks take it that no answer comes, as one of their alternatives at least. */
export function allowsSilence(checks: Checks | undefined): boolean {
  const alternatives = checks?.["oneOf"];
  return (
    checks?.["noAnswer"] === true ||
    (Array.isArray(alternatives) && alternatives.some((one: JsonValue) => isSilent(one)))
  );
}

function isSilent(alternative: JsonValue): boolean {
  return typeof alternative === "object" && alternative !== null && "noAnswer" in alternative;
}

/**
 * The want of an answer as one that can be judged: the server took the request, and closed the connection
 * or kept silent. Undefined where it answered, if only in part, and where it was not reached at all.
 */
export function silenceOf(reply: Reply | undefined): Answer | undefined {
  if (reply?.kind !== "failure" || reply.begun) return undefined;
  if (reply.code !== "reset" && reply.code !== "timeout") return undefined;
  return { kind: "none", status: 0, why: `no answer: ${reply.message.replace(/\.$/, "")}` };
}
