import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import { callOnce } from "../../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";

/** When the ticket of the case expires, in milliseconds. */
export async function expiry(state: CaseState): Promise<number> {
  const answer = await callOnce({ call: "isValidTicket" }, state.bindings[0] ?? "get", state);
  const text = answer.kind === "element" ? (answer.attributes["expireOn"] ?? "") : "";
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new StopCase("undecided", `isValidTicket tells no expiry: ${describeAnswer(answer)}`);
}

/** A time in the words of a report. */
export function told(time: number): string {
  return new Date(time).toISOString();
}
