import { isRefused } from "../../judge/answer/answer.ts";
import type { Binding } from "../../model/binding.ts";
import { callOnce } from "../../run/case/call-once.ts";
import type { CaseState } from "../../run/case/case-state.ts";

/**
 * Ends the owner's own session. That it is accepted is judged elsewhere; that the session has ended, by
 * what follows. False where it was refused: then nobody knows whether it has, and the sequence ends.
 */
export async function logOut(over: Binding, state: CaseState): Promise<boolean> {
  return !isRefused(await callOnce({ call: "LogOut", as: "owner" }, over, state));
}
