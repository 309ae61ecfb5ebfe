import type { Step } from "../../../../properties/sequential/spec.ts";
import { standingOf, ticketStatements } from "../handlers/caller.ts";
import { ANYTHING, accepted, type Expected, judge, refused, stepOf } from "../handlers/expected.ts";
import { perhapsGone, suspecting, whyNone } from "../handlers/handler.ts";
import type { Outcome } from "../handlers/outcome.ts";
import type { UploadCall } from "./call.ts";
import { whyEnded } from "./ended.ts";
import type { UploadState } from "./state.ts";

type FinalizeCall = Extract<UploadCall, { call: "finalize" }>;

/** The finalizing operations, all three alike: what one may come to, and the states after it. */
export function finalizeStep(
  state: UploadState,
  call: FinalizeCall,
  outcome: Outcome,
): Step<UploadState> {
  const expected = expectFinalize(state, call);
  const isOther = call.by !== "UploadDocumentWithHandler" && expected.outcomes !== undefined;
  const all = isOther ? { ...expected, also: [...expected.also, "FIN-06"] } : expected;
  return stepOf([judge(all, call.by, outcome)], () => afterFinalize(state, call, outcome));
}

function expectFinalize(state: UploadState, call: FinalizeCall): Expected {
  const { name, life, last, content, suspects } = state;
  if (life === "malformed") {
    return refused({ because: "a malformed handler is no GUID", breaks: ["FIN-04"] });
  }
  // No last chunk was ever marked for it.
  const none = whyNone(state);
  if (none !== undefined) return refused({ because: none, breaks: ["FIN-03"] });
  const standing = standingOf(call, state);
  if (standing === "nobody") {
    const breaks = ["FIN-04", ...ticketStatements(call)];
    return refused({ because: "the ticket belongs to no session", breaks });
  }
  const ended = whyEnded(state);
  if (ended && life === "finalized") {
    const breaks = ["FIN-02", ...ended.breaks];
    const what = "a finalized handler not to be finalized again";
    return refused({ because: `${name} was finalized before`, breaks, what });
  }
  if (ended) return refused(ended);
  if (standing === "other user") {
    return refused({ because: `${name} is another user's`, breaks: ["FIN-04", "CUH-22"] });
  }
  // Only the target's owner is known to have the right to write into the folder.
  if (standing === "same user" || call.as !== "owner") return ANYTHING;
  if (last === "awaited") {
    return refused({ because: `no last chunk of ${name} was marked`, breaks: ["FIN-03"] });
  }
  if (last === "asked again" || !content) return ANYTHING;
  const because = `${name} has its last chunk`;
  return accepted({ because, breaks: ["UFC-03", "CUH-21"], suspects });
}

function afterFinalize(
  state: UploadState,
  call: FinalizeCall,
  { kind }: Outcome,
): readonly UploadState[] {
  if (state.life !== "open") return [state];
  if (kind === "accepted") {
    return [{ ...state, life: "finalized", document: { name: call.to, touchedBy: [] } }];
  }
  // CUH-22, FIN-04: whom it does not belong to cannot use it up either.
  const standing = standingOf(call, state);
  if (standing === "nobody") return [suspecting(state, ["FIN-04"])];
  if (standing === "other user") return [suspecting(state, ["FIN-04", "CUH-22"])];
  // FIN-05: a finalize that failed may have consumed it.
  return perhapsGone(state);
}
