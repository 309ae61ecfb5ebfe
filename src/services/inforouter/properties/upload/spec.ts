import {
  explained,
  isForbidden,
  type SequentialSpec,
  type Step,
} from "../../../../properties/sequential/spec.ts";
import { type Deleting, deleteStep } from "../handlers/delete.ts";
import { accepted, type Grounds, judge, judgeIssued, stepOf } from "../handlers/expected.ts";
import { afterLogOut, perhapsGone, suspecting, unlessForTicket } from "../handlers/handler.ts";
import type { Outcome } from "../handlers/outcome.ts";
import { operationOf, type UploadCall } from "./call.ts";
import { chunkStep } from "./chunk.ts";
import { finalizeStep } from "./finalize.ts";
import { downloadStep, probeStep } from "./look.ts";
import { newUpload, type UploadState } from "./state.ts";

export interface UploadSpecOptions {
  /**
   * Calls that may be refused without a reason while another one is in flight, and then do nothing.
   * That they are not is a SHOULD of its own (ALL-05).
   */
  readonly mayBeBusy?: readonly UploadCall["call"][];
}

/**
 * The state machine of an upload handler, by the documents of CreateUploadHandler, UploadFileChunk, the
 * finalizing operations and DeleteUploadHandler. What its creator's calls may come to, and where they lead:
 *
 * ```text
 *                 create    chunk                 finalize                      delete
 *   never issued  → open    refused (UFC-04)      refused (FIN-03)              accepted (DUH-11)
 *   open                    accepted (UFC-01)     accepted → finalized,         accepted → deleted
 *                                                 or refused: see below         (DUH-17)
 *   finalized               refused (DUH-15)      refused (FIN-02)              accepted, and its
 *                                                                               document stays (DUH-16)
 *   deleted                 refused (DUH-01)      refused (DUH-01)              accepted (DUH-12)
 *   gone                    refused (UFC-04)      refused (UFC-04)              accepted (DUH-11)
 * ```
 *
 * While it is open, what finalizing gets depends on the chunk that is marked as the last:
 *
 * ```text
 *   awaited      refused (FIN-03)               its last chunk taken → taken, or asked for again → asked again
 *   asked again  the documents do not say       its last chunk taken → taken
 *   taken        accepted (UFC-03, CUH-21)      after any further chunk nobody knows what it holds (UFC-07)
 * ```
 *
 * An open one may be gone, and goes on in both states until an answer tells: after a finalize that failed
 * (FIN-05), the end of its session (CUH-23), a delete by another session of its user (UFC-11).
 *
 * Who has no session, and every other user, is refused and changes nothing (UFC-05, UFC-06, CUH-22, FIN-04,
 * DUH-09, DUH-20). Another session of the same user may be taken for its creator, or not (UFC-11).
 *
 * The document that finalizing makes is a part of it: exactly the chunks that were taken, in their order
 * (FIN-01), whatever is called with the handler afterwards. The staged file is one until it is deleted.
 */
export function uploadSpec({
  mayBeBusy = [],
}: UploadSpecOptions = {}): SequentialSpec<UploadState, UploadCall, Outcome> {
  return {
    start: newUpload,
    apart: true,
    step: (state, call, outcome, alone) => {
      if (call.call === "log out") return explained(afterLogOut(state, call));
      if (call.of !== state.name) return explained([afterAnother(state, call, outcome)]);
      const strictly = stepOfCall(touched(state, call), call, outcome);
      const step = unlessForTicket(strictly, call, outcome);
      if (!isForbidden(step) || alone) return step;
      // UFC-10: a failure of this chunk that passes
      if (call.call === "chunk" && outcome.kind === "again") return explained([state]);
      const isBusy = outcome.kind === "refused" && mayBeBusy.includes(call.call);
      if (!isBusy) return step;
      return explained(call.call === "finalize" ? perhapsGone(state) : [state]);
    },
  };
}

function stepOfCall(
  state: UploadState,
  call: Exclude<UploadCall, { call: "log out" }>,
  outcome: Outcome,
): Step<UploadState> {
  switch (call.call) {
    case "create":
      return createStep(state, call, outcome);
    case "chunk":
      return chunkStep(state, call, outcome);
    case "finalize":
      return finalizeStep(state, call, outcome);
    case "delete":
      return deleteStep(state, call, outcome, DELETING);
    case "download":
      return downloadStep(state, call, outcome);
    case "probe":
      return probeStep(state, outcome);
    default:
      return call satisfies never;
  }
}

function createStep(
  state: UploadState,
  call: Extract<UploadCall, { call: "create" }>,
  outcome: Outcome,
): Step<UploadState> {
  const operation = operationOf(call);
  const because = "the ticket is valid, and any authenticated user may";
  const expected = accepted({ because, breaks: ["CUH-01", "CUH-19"] });
  const issue = { answers: ["CUH-01"], unique: ["CUH-07"] };
  const judged = [judge(expected, operation, outcome), judgeIssued(operation, outcome, issue)];
  const chunkSize = Number(outcome.says?.["chunksize"]);
  return stepOf(judged, () => [{ ...state, life: "open", creator: call.as, chunkSize }]);
}

/** DUH-19: a delete ends the handler that it names and no other. */
function afterAnother(state: UploadState, call: UploadCall, { kind }: Outcome): UploadState {
  return call.call === "delete" && kind === "accepted" ? suspecting(state, ["DUH-19"]) : state;
}

const DELETING: Deleting<UploadState> = {
  operation: "DeleteUploadHandler",
  malformed: "DUH-07",
  badTicket: "DUH-09",
  nothing: "DUH-11",
  again: "DUH-12",
  otherUser: "DUH-20",
  succeeds: whyDeleted,
};

function whyDeleted({ name, life, chunks, last }: UploadState): Grounds {
  if (life === "finalized") {
    return { because: `${name} was finalized and has no file any more`, breaks: ["DUH-16"] };
  }
  const released = last === "taken" ? [] : ["CUH-24"];
  return chunks === 0
    ? {
        because: `${name} can be deleted before its first chunk`,
        breaks: ["DUH-13", ...released],
        also: ["DUH-17"],
      }
    : {
        because: `${name} can be deleted at any point of the upload`,
        breaks: ["DUH-17", ...released],
      };
}

/** Notes that a document's handler was called again; looking at what is left does not count. */
function touched(state: UploadState, call: UploadCall): UploadState {
  const { document } = state;
  if (!document || call.call === "download" || call.call === "probe") return state;
  const touchedBy = [...new Set([...document.touchedBy, operationOf(call)])];
  return { ...state, document: { ...document, touchedBy } };
}
