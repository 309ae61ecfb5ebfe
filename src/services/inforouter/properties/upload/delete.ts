import type { Step } from "../../../../properties/sequential/spec.ts";
import { hasSession, standingOf, ticketStatements } from "../sequential/caller.ts";
import {
  ANYTHING,
  accepted,
  type Expected,
  type Grounds,
  judge,
  refusedAsBadRequest,
  refusedForTicket,
  stepOf,
} from "../sequential/expected.ts";
import type { Outcome } from "../sequential/outcome.ts";
import { perhapsGone } from "../sequential/perhaps-gone.ts";
import type { UploadCall } from "./call.ts";
import { whyNone } from "./ended.ts";
import { suspecting, type UploadState } from "./state.ts";

type DeleteCall = Extract<UploadCall, { call: "delete" }>;

/** DeleteUploadHandler: what it may come to, and the states after it. */
export function deleteStep(
  state: UploadState,
  call: DeleteCall,
  outcome: Outcome,
): Step<UploadState> {
  return stepOf([judge(expectDelete(state, call), "DeleteUploadHandler", outcome)], () =>
    afterDelete(state, call),
  );
}

function expectDelete(state: UploadState, call: DeleteCall): Expected {
  if (state.life === "malformed") {
    const because = "a malformed handler is no GUID, whatever the ticket is";
    return refusedAsBadRequest({ because, breaks: ["DUH-07"], hasSession: hasSession(call) });
  }
  if (!hasSession(call)) {
    const because = "the GUID is well-formed and the ticket belongs to no session";
    return refusedForTicket({ because, breaks: ["DUH-09", ...ticketStatements(call)] });
  }
  if (state.life === "never issued") {
    return accepted({ because: "there is nothing to delete", breaks: ["DUH-11"] });
  }
  // DDH-20: silent about handlers of the other kind.
  if (state.life === "wrong kind") return ANYTHING;
  // DUH-20: what others are told is not specified, also not when the handler is gone.
  if (standingOf(call, state) !== "creator") return ANYTHING;
  return accepted(groundsOf(state, state.life));
}

function groundsOf(
  { name, chunks, last }: UploadState,
  life: "open" | "deleted" | "gone" | "finalized",
): Grounds {
  switch (life) {
    case "deleted":
      return { because: `deleting ${name} again succeeds as well`, breaks: ["DUH-12"] };
    case "gone":
      return { because: `${name} has no file any more`, breaks: ["DUH-11"] };
    case "finalized":
      return { because: `${name} was finalized and has no file any more`, breaks: ["DUH-16"] };
    case "open": {
      const released = last === "taken" ? [] : ["CUH-24"];
      if (chunks === 0) {
        const because = `${name} can be deleted before its first chunk`;
        return { because, breaks: ["DUH-13", ...released], also: ["DUH-17"] };
      }
      const because = `${name} can be deleted at any point of the upload`;
      return { because, breaks: ["DUH-17", ...released] };
    }
    default:
      return life satisfies never;
  }
}

function afterDelete(state: UploadState, call: DeleteCall): readonly UploadState[] {
  if (whyNone(state) !== undefined) return [state];
  const standing = standingOf(call, state);
  switch (standing) {
    // Nothing happened.
    case "nobody":
      return [suspecting(state, ["DUH-09"])];
    case "other user":
      return [suspecting(state, ["DUH-20"])];
    case "creator":
      return [state.life === "finalized" ? state : { ...state, life: "deleted" }];
    // Whether another session of the same user can delete it is open.
    case "same user":
      return perhapsGone(state);
    default:
      return standing satisfies never;
  }
}
