import { isForbidden, type Step } from "../../../../properties/sequential/spec.ts";
import { type Caller, hasSession } from "./caller.ts";
import type { Outcome } from "./outcome.ts";

/** What is open, or gone by what need not end it, among other things. */
interface Mortal {
  readonly life: string;
}

/** What becomes of a handler where the documents do not say whether it goes on: one that is open may be gone. */
export function perhapsGone<State extends Mortal>(state: State): readonly State[] {
  return state.life === "open" ? [state, { ...state, life: "gone" }] : [state];
}

/**
 * A server that calls the ticket of a session that goes on a bad one says nothing of the handler: one that
 * would be gone by this answer may be there all the same.
 */
export function unlessForTicket<State extends Mortal>(
  step: Step<State>,
  caller: Caller,
  { how }: Outcome,
): Step<State> {
  if (isForbidden(step) || how !== "ticket error" || !hasSession(caller)) return step;
  const states = step.states.flatMap((state) =>
    state.life === "gone" ? perhapsGone({ ...state, life: "open" }) : [state],
  );
  return { ...step, states };
}
