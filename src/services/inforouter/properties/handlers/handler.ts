import { isForbidden, type Step } from "../../../../properties/sequential/spec.ts";
import { type Caller, hasSession, type Who } from "./caller.ts";
import { type NoHandle, nameOf } from "./named-handle.ts";
import type { Outcome } from "./outcome.ts";

/** A handler as the documents know it, of uploads or of downloads. */
export interface Handler {
  /** `h0`: the name that steps know its GUID by. */
  readonly name: string;
  readonly life:
    | NoHandle
    | "open"
    /** Deleted by its creator. */
    | "deleted"
    /** Ended by what need not end it: a finalize that failed, the end of its session, another session. */
    | "gone"
    /** It became a document. */
    | "finalized";
  readonly creator: Who;
  /** Statements that are broken if it no longer works: what was done since it was last seen to. */
  readonly suspects: readonly string[];
}

/** A handler before any call. */
export function unissued(name: string): Handler {
  const life = name === "malformed" || name === "wrong kind" ? name : "never issued";
  return { name, life, creator: "owner", suspects: [] };
}

/** Why a handler that no create answered is none; undefined for one that a create did. */
export function whyNone({ life }: Pick<Handler, "life">): string | undefined {
  return life === "never issued" || life === "malformed" || life === "wrong kind"
    ? `it is ${nameOf(life)}`
    : undefined;
}

/** With further statements that are broken if it no longer works. */
export function suspecting<State extends Handler>(state: State, ids: readonly string[]): State {
  return { ...state, suspects: [...new Set([...state.suspects, ...ids])] };
}

/** What becomes of a handler where the documents do not say whether it goes on: an open one may be gone. */
export function perhapsGone<State extends Handler>(state: State): readonly State[] {
  return state.life === "open" ? [state, { ...state, life: "gone" }] : [state];
}

/** CUH-23: nobody says whether a handler outlives its session. */
export function afterLogOut<State extends Handler>(state: State, { as }: Caller): readonly State[] {
  return state.creator === as ? perhapsGone(state) : [state];
}

/**
 * A server that calls the ticket of a session that goes on a bad one says nothing of the handler: one that
 * would be gone by this answer may be there all the same.
 */
export function unlessForTicket<State extends Handler>(
  step: Step<State>,
  caller: Caller,
  { how }: Outcome,
): Step<State> {
  if (isForbidden(step) || how !== "ticket error" || !hasSession(caller)) return step;
  const states = step.states.flatMap((state) =>
    state.life === "gone" ? perhapsGone<State>({ ...state, life: "open" }) : [state],
  );
  return { ...step, states };
}
