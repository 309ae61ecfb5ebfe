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
 * The life of an upload handler, by the documents of CreateUploadHandler, UploadFileChunk, the finalizing
 * operations and DeleteUploadHandler:
 *
 * ```text
 *                                  chunk
 *                                 ┌─────┐
 *                                 ▼     │         finalize (after the last chunk)
 *   never issued ──── create ───▶ open ─┴─────────────────────────────────────▶ finalized
 *                                 │  │                                          chunk, finalize: refused
 *                          delete │  │ finalize that fails (FIN-05),            delete: accepted, and the
 *                                 │  │ end of its session (CUH-23),             document stays (DUH-16)
 *                                 │  │ delete by another session of its user
 *                                 ▼  ▼
 *                           deleted  open or gone: the documents do not say
 * chunk, finalize: refused (DUH-01)  what comes next tells
 *    delete: accepted again (DUH-12)
 * ```
 *
 * While it is open chunks come, whose last one decides what finalizing may get (`last`):
 *
 * ```text
 *   awaited ── last chunk, wrong CRC or refused ──▶ asked again ── last chunk ──▶ taken
 *      └────────────────────────── last chunk ────────────────────────────────────▲
 *   finalize: refused (FIN-03)         finalize: not said         finalize: accepted (UFC-03, CUH-21)
 * ```
 *
 * Who calls matters as much: nobody without a session and no other user does anything to it; another
 * session of the same user may or may not (UFC-11). A handler that no create answered is refused by
 * everything but the delete, which finds nothing to do (DUH-11).
 *
 * The document that finalizing makes is the handler's as well: exactly the chunks that were taken, in
 * their order, whatever is called with the handler afterwards.
 */
export function uploadSpec({
  mayBeBusy = [],
}: UploadSpecOptions = {}): SequentialSpec<UploadState, UploadCall, Outcome> {
  return {
    start: newUpload,
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
