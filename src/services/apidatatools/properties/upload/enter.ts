import type { Racing } from "../../../../properties/race/race-property.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import type { UploadCall } from "./call.ts";
import { makerOf } from "./make.ts";
import { type Outcome, type UploadState, uploadSpec } from "./spec.ts";

/** Creates the upload that calls race for. */
export function enterWith(create: UploadCall & { readonly call: "create" }) {
  return async (
    state: CaseState,
  ): Promise<Racing<UploadState, UploadCall, UploadCall, Outcome>> => {
    const make = makerOf(state);
    const made = await make({ call: create, over: "rest" });
    if (!made) throw new Error("a create is always made");
    return {
      spec: uploadSpec,
      begun: [{ call: create, outcome: made.outcome }],
      toCall: (planned) => planned,
      make,
    };
  };
}
