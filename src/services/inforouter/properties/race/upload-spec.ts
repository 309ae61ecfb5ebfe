import type { Outcome } from "../../../../properties/race/race-event.ts";
import type { SequentialSpec } from "../../../../properties/race/sequential-spec.ts";
import { payloadOf } from "../../../../wire/encode/bytes.ts";
import { chunkBytes } from "./chunk-bytes.ts";
import type { UploadCall, UploadChunk } from "./upload-call.ts";

type Finalize = Extract<UploadCall, { call: "finalize" }>;

/** An upload as the documents know it. */
export interface UploadState {
  /** `ready`: the last chunk has come. */
  readonly phase: "live" | "ready" | "deleted" | "finalized";
  readonly content: readonly UploadChunk[];
  /** The name of the document that it became. */
  readonly document?: string;
}

export interface UploadSpecOptions {
  /** Bytes, as the handler was answered. */
  readonly chunkSize: number;
  /**
   * Calls that may be refused without a reason while another one is in flight, and then do nothing.
   * That they are not is a SHOULD of its own (ALL-05).
   */
  readonly mayBeBusy: readonly UploadCall["call"][];
}

/** The life of an upload handler, from its creation on. */
export function uploadSpec(options: UploadSpecOptions): SequentialSpec<UploadState, UploadCall> {
  const { chunkSize, mayBeBusy } = options;
  return {
    start: { phase: "live", content: [] },
    key: (state) => JSON.stringify(state),
    step: (state, call, outcome, alone) => {
      const strictly = next(state, call, outcome, chunkSize);
      const busy = outcome.kind === "refused" && !alone && mayBeBusy.includes(call.call);
      if (!busy || strictly.length > 0) return strictly;
      // FIN-05
      return call.call === "finalize" ? [state, { ...state, phase: "deleted" }] : [state];
    },
  };
}

function next(
  state: UploadState,
  call: UploadCall,
  outcome: Outcome,
  chunkSize: number,
): readonly UploadState[] {
  const { phase } = state;
  const accepted = outcome.kind === "accepted";
  switch (call.call) {
    case "chunk":
      return afterChunk(state, call, outcome);
    case "delete":
      // DUH-01, DUH-12, DUH-16, DUH-17: it always succeeds, and leaves a document alone
      if (!accepted) return [];
      return [phase === "finalized" ? state : { ...state, phase: "deleted" }];
    case "finalize":
      return afterFinalize(state, call, accepted);
    case "download": {
      if (state.document !== call.from) return accepted ? [] : [state];
      // FIN-01: exactly the bytes that were appended
      return accepted && outcome.bytes?.equals(bytesOf(state.content, chunkSize)) ? [state] : [];
    }
    case "probe":
      // DUH-01: the staged file goes with a deleted handler, with a finalized one perhaps later (DUH-15)
      return outcome.kind === "present" && phase === "deleted" ? [] : [state];
    default:
      return call satisfies never;
  }
}

function afterChunk(
  state: UploadState,
  chunk: UploadChunk,
  outcome: Outcome,
): readonly UploadState[] {
  // UFC-02: nothing was appended
  if (outcome.kind === "again") return [state];
  const accepted = outcome.kind === "accepted";
  const content = [...state.content, chunk];
  // UFC-04: a deleted or finalized handler takes nothing
  if (isOver(state)) return accepted ? [] : [state];
  if (state.phase === "ready") {
    // UFC-07: silent about a chunk after the last
    if (!accepted) return [state];
    const more: UploadState[] = [state, { ...state, content }];
    return chunk.last ? more : [...more, { ...state, content, phase: "live" }];
  }
  // UFC-07: silent about a chunk that is neither the last nor of exactly ChunkSize
  if (chunk.short) return accepted ? [state, { ...state, content }] : [state];
  // UFC-01, UFC-03
  return accepted ? [{ ...state, content, phase: chunk.last ? "ready" : "live" }] : [];
}

function afterFinalize(
  state: UploadState,
  { to }: Finalize,
  accepted: boolean,
): readonly UploadState[] {
  // CUH-21
  if (state.phase === "ready")
    return accepted ? [{ ...state, phase: "finalized", document: to }] : [];
  // FIN-02, FIN-03, UFC-04
  if (accepted) return [];
  // FIN-05: silent about whether a finalize that fails consumes the handler
  return state.phase === "live" ? [state, { ...state, phase: "deleted" }] : [state];
}

function isOver({ phase }: UploadState): boolean {
  return phase === "deleted" || phase === "finalized";
}

function bytesOf(content: readonly UploadChunk[], chunkSize: number): Buffer {
  return Buffer.concat(content.map((chunk) => payloadOf(chunkBytes(chunk, chunkSize)).bytes));
}
