import { isAccepted } from "../../judge/answer/answer.ts";
import type { Place, SampleCall } from "../../model/service.ts";
import { callOnce } from "../../run/case/call-once.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { bindingOf } from "../sequential/over.ts";
import type { Playing } from "../sequential/play.ts";
import { stepOf } from "../sequential/step-of.ts";
import type { PlaceCall } from "./call.ts";
import { bytesIn, outcomeOf } from "./outcome.ts";
import type { Outcome, PlaceState } from "./spec.ts";

/** How the calls of a sequence are made. What a way needs before its last call has to be accepted. */
export function makerOf(
  place: Place,
  state: CaseState,
): Playing<PlaceState, PlaceCall, Outcome>["make"] {
  return async ({ call, over: wanted }) => {
    const over = bindingOf(wanted, state);
    if (call.call === "write") {
      state.scope.set("content", { bytes: { ...call.content.bytes } });
    }
    if (call.call === "version") state.scope.set("version", call.number);
    const calls = callsOf(call, place);
    for (const [index, one] of calls.entries()) {
      const answer = await callOnce(one, over, state);
      const isLast = index === calls.length - 1;
      if (!isLast && isAccepted(answer)) continue;
      const reads = isLast && call.call !== "write";
      const outcome = { ...outcomeOf(answer), ...(reads ? bytesIn(answer) : {}) };
      // Its bytes never came to the place.
      if (!isLast && call.call === "write") return undefined;
      return { outcome, step: stepOf(one, answer, state) };
    }
    return undefined;
  };
}

function callsOf(call: PlaceCall, { writes, reads, versions }: Place): readonly SampleCall[] {
  switch (call.call) {
    case "write":
      return writes[call.way]?.calls ?? [];
    case "read":
      return reads[call.way]?.calls ?? [];
    case "version":
      return versions?.calls ?? [];
    default:
      return call satisfies never;
  }
}
