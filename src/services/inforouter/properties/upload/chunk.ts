import type { Step } from "../../../../properties/sequential/spec.ts";
import { standingOf, ticketStatements } from "../handlers/caller.ts";
import {
  ANYTHING,
  accepted,
  askedAgain,
  type Expected,
  judge,
  refused,
  stepOf,
} from "../handlers/expected.ts";
import { suspecting, whyNone } from "../handlers/handler.ts";
import type { Outcome } from "../handlers/outcome.ts";
import type { UploadCall } from "./call.ts";
import { whyEnded } from "./ended.ts";
import type { UploadState } from "./state.ts";

type ChunkCall = Extract<UploadCall, { call: "chunk" }>;

/** UploadFileChunk: what it may come to, and the states after it. */
export function chunkStep(
  state: UploadState,
  call: ChunkCall,
  outcome: Outcome,
): Step<UploadState> {
  return stepOf([judge(expectChunk(state, call), "UploadFileChunk", outcome)], () =>
    afterChunk(state, call, outcome),
  );
}

function expectChunk(state: UploadState, call: ChunkCall): Expected {
  const { name } = state;
  const none = whyNone(state);
  if (none !== undefined) return refused({ because: none, breaks: ["UFC-04"] });
  const standing = standingOf(call, state);
  if (standing === "nobody") {
    const breaks = ["UFC-05", ...ticketStatements(call)];
    return refused({ because: "the ticket belongs to no session", breaks });
  }
  const ended = whyEnded(state);
  if (ended) return refused({ ...ended, also: ["UFC-04"] });
  if (standing === "other user") {
    return refused({ because: `${name} is another user's`, breaks: ["UFC-06", "CUH-22"] });
  }
  // UFC-11
  if (standing === "same user") return ANYTHING;
  return call.chunk.wrong ? expectWrong(state, call) : expectRight(state, call);
}

function expectRight({ name, last, suspects }: UploadState, { chunk }: ChunkCall): Expected {
  // UFC-07: silent about short ones, and about those after the last, or after one that shall be the last
  if (chunk.short || last === "taken" || (last === "asked again" && !chunk.last)) return ANYTHING;
  const size = chunk.last
    ? "the last chunk may be smaller"
    : "the chunk has exactly ChunkSize bytes";
  const because = `${name} is open, the CRC is right, and ${size}`;
  return accepted({ because, breaks: ["UFC-01"], also: ["CUH-20", "CUH-01"], suspects });
}

function expectWrong({ last, suspects }: UploadState, { chunk }: ChunkCall): Expected {
  const grounds = { because: "the CRC does not match", breaks: ["UFC-02"] };
  // What comes after the last chunk may be refused for that.
  const late = last === "taken" || (last === "asked again" && !chunk.last);
  return late ? refused(grounds) : askedAgain({ ...grounds, suspects });
}

function afterChunk(
  before: UploadState,
  call: ChunkCall,
  outcome: Outcome,
): readonly UploadState[] {
  const { bytes } = call.chunk;
  const breaks = notTaken(before, call);
  const isNew = outcome.kind !== "accepted" && breaks.length > 0;
  const refusedNow = isNew ? [...before.refused, { bytes, breaks }] : before.refused;
  const state = { ...before, chunks: before.chunks + 1, refused: refusedNow };
  if (state.life !== "open") return [state];
  const standing = standingOf(call, state);
  const isSeen = outcome.kind === "accepted" || outcome.kind === "again";
  const seen = standing === "creator" && isSeen ? { ...state, suspects: [] } : state;
  const next = suspecting(seen, breaks);
  return standing === "creator" || standing === "same user"
    ? contentAfter(next, call, outcome)
    : [next];
}

/** What says that a chunk is not taken, and that the handler is as it was afterwards. */
function notTaken(state: UploadState, call: ChunkCall): readonly string[] {
  const standing = standingOf(call, state);
  if (whyNone(state) !== undefined) return [];
  if (standing === "nobody") return ["UFC-05"];
  if (state.life === "finalized") return ["DUH-15"];
  if (standing === "other user") return ["UFC-06", "CUH-22"];
  return call.chunk.wrong ? ["UFC-02"] : [];
}

function contentAfter(
  state: UploadState,
  { chunk }: ChunkCall,
  { kind }: Outcome,
): readonly UploadState[] {
  const { last, content, ...others } = state;
  // UFC-07: whatever was answered, nobody says what became of a chunk after the last one.
  if (last === "taken") return [{ ...others, last }];
  const isTaken = kind === "accepted";
  const appended =
    isTaken && content ? { ...others, last, content: [...content, chunk.bytes] } : state;
  if (chunk.short) return isTaken ? [state, appended] : [state];
  if (!chunk.last) return [appended];
  // A last chunk that was refused shall be sent again; until then nobody says what finalizing gets.
  return [{ ...appended, last: isTaken ? "taken" : "asked again" }];
}
