import {
  explained,
  type SequentialSpec,
  type Step,
} from "../../../../properties/sequential/spec.ts";
import type { UploadCall } from "./call.ts";
import { createStep, joinStep } from "./create-step.ts";
import { headStep } from "./head-step.ts";
import { emptyPatchStep, patchStep } from "./patch-step.ts";
import { readStep } from "./read-step.ts";
import { forbidden, GONE, type Outcome, type UploadState } from "./state.ts";

/** What of an upload is judged besides. */
export interface Judging {
  /** What HEAD says of the length: TUS-20, TUS-50, TUS-65. */
  readonly lengths?: boolean;
  /** What only a SHOULD forbids: TUS-36. */
  readonly isStrict?: boolean;
}

type UploadSpec = SequentialSpec<UploadState, UploadCall, Outcome>;

/**
 * The state machine of an upload. Its offset is the number of bytes that it holds:
 *
 * ```text
 *                  create    PATCH at the offset      PATCH elsewhere   HEAD            DELETE
 *   never created  → there
 *   there                    2xx, holds more          409 (TUS-29,      its offset      204 (TUS-117)
 *                            (TUS-01, TUS-35)         TUS-30)           (TUS-19)        → deleted
 *   joined                   (it may be deleted: TUS-131)
 *   deleted                  404, 410 (TUS-118)       404, 410          404, 410        404, 410
 * ```
 *
 * It holds at once what came with its creation (TUS-85), a final one what its parts hold (TUS-121, TUS-124).
 * Its length is that of the creation or of the first PATCH that told one; until then it is deferred (TUS-65).
 * A PATCH without bytes is answered in any way, and changes nothing.
 *
 * A server may keep fewer bytes than came, and say so (TUS-35). What is in flight together with others may be
 * refused for that alone, and then HEAD says what was kept.
 *
 * That a part was joined a call of another upload says: those of races have no such call.
 */
export function uploadSpecOf({ lengths = false, isStrict = false }: Judging): UploadSpec {
  return {
    start: (name) => ({ name, life: "never created", parts: [] }),
    apart: true,
    step: (state, call, outcome, alone) => {
      if (call.call === "join") return joinStep(state, call, outcome);
      if (call.of !== state.name) return explained([state]);
      if (call.call === "create") return createStep(state, call, outcome);
      if (state.life === "joined") return explained([state]);
      if (state.life === "deleted") return afterwards(state, call, outcome);
      switch (call.call) {
        case "patch":
          return call.part.size === 0
            ? emptyPatchStep(state, call, outcome, isStrict)
            : patchStep(state, call, outcome, alone);
        case "head":
          return headStep(state, outcome, { alone, lengths });
        case "delete":
          return deleteStep(state, outcome, alone);
        case "read":
          return readStep(state, outcome);
        default:
          return call satisfies never;
      }
    },
  };
}

/** Of offsets and bytes alone. */
export const uploadSpec = uploadSpecOf({});

function deleteStep(state: UploadState, outcome: Outcome, alone: boolean): Step<UploadState> {
  if (outcome.kind === "accepted") {
    return explained([{ ...state, life: "deleted" }], outcome.status === 204 ? ["TUS-117"] : []);
  }
  if (!alone) return explained([state]);
  return forbidden(["TUS-117"], `HTTP 204, because ${state.name} is there`, outcome, {
    expected: "DELETE of an upload to be 204",
  });
}

function afterwards(state: UploadState, call: UploadCall, outcome: Outcome): Step<UploadState> {
  // A file may be there a while longer.
  if (call.call === "read" || GONE.includes(outcome.status)) {
    return explained([state], call.call === "read" ? [] : ["TUS-118"]);
  }
  return forbidden(["TUS-118"], `HTTP 404 or 410, because ${state.name} was deleted`, outcome, {
    expected: `${call.call.toUpperCase()} of a deleted upload to be 404 or 410`,
  });
}
