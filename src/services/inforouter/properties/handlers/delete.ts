import type { Step } from "../../../../properties/sequential/spec.ts";
import { type Caller, hasSession, standingOf, ticketStatements } from "./caller.ts";
import {
  ANYTHING,
  accepted,
  type Expected,
  type Grounds,
  judge,
  refusedAsBadRequest,
  refusedForTicket,
  stepOf,
} from "./expected.ts";
import { type Handler, perhapsGone, suspecting, whyNone } from "./handler.ts";
import type { Outcome } from "./outcome.ts";

/** What the documents of a delete promise, of uploads or of downloads: their statements. */
export interface Deleting<State extends Handler> {
  readonly operation: string;
  /** A handler that is no GUID is refused as bad Request. */
  readonly malformed: string;
  /** With a bad ticket it is refused, and nothing happens. */
  readonly badTicket: string;
  /** Where there is nothing, it succeeds. */
  readonly nothing: string;
  /** Deleting again succeeds as well. */
  readonly again: string;
  /** Another user's delete leaves the handler usable. */
  readonly otherUser: string;
  /** Why deleting one that is open, or finalized, succeeds. */
  readonly succeeds: (state: State) => Grounds;
}

/** A delete of a handler: what it may come to, and the states after it. */
export function deleteStep<State extends Handler>(
  state: State,
  caller: Caller,
  outcome: Outcome,
  deleting: Deleting<State>,
): Step<State> {
  const expected = expectDelete(state, caller, deleting);
  return stepOf([judge(expected, deleting.operation, outcome)], () =>
    afterDelete(state, caller, deleting),
  );
}

function expectDelete<State extends Handler>(
  state: State,
  caller: Caller,
  { malformed, badTicket, nothing, again, succeeds }: Deleting<State>,
): Expected {
  const { name, life } = state;
  if (life === "malformed") {
    const because = "a malformed handler is no GUID, whatever the ticket is";
    return refusedAsBadRequest({ because, breaks: [malformed], hasSession: hasSession(caller) });
  }
  if (!hasSession(caller)) {
    const because = "the GUID is well-formed and the ticket belongs to no session";
    return refusedForTicket({ because, breaks: [badTicket, ...ticketStatements(caller)] });
  }
  if (life === "never issued") {
    return accepted({ because: "there is nothing to delete", breaks: [nothing] });
  }
  // DDH-20: silent about handlers of the other kind.
  if (life === "wrong kind") return ANYTHING;
  // DUH-20, DDH-14: what others are told is not specified, also not when the handler is gone.
  if (standingOf(caller, state) !== "creator") return ANYTHING;
  if (life === "deleted") {
    return accepted({ because: `deleting ${name} again succeeds as well`, breaks: [again] });
  }
  if (life === "gone") {
    return accepted({ because: `${name} has no file any more`, breaks: [nothing] });
  }
  return accepted(succeeds(state));
}

function afterDelete<State extends Handler>(
  state: State,
  caller: Caller,
  { badTicket, otherUser }: Deleting<State>,
): readonly State[] {
  if (whyNone(state) !== undefined) return [state];
  const standing = standingOf(caller, state);
  switch (standing) {
    // Nothing happened.
    case "nobody":
      return [suspecting(state, [badTicket])];
    case "other user":
      return [suspecting(state, [otherUser])];
    case "creator":
      return [state.life === "finalized" ? state : { ...state, life: "deleted" }];
    // Whether another session of the same user can delete it is open.
    case "same user":
      return perhapsGone(state);
    default:
      return standing satisfies never;
  }
}
