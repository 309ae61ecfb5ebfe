import { wrongBytes } from "../../../../judge/answer/tell-difference.ts";
import type { Forbidden, Step } from "../../../../properties/sequential/spec.ts";
import { standingOf, ticketStatements } from "../handlers/caller.ts";
import { ANYTHING, accepted, type Expected, judge, refused, stepOf } from "../handlers/expected.ts";
import { suspecting, whyNone } from "../handlers/handler.ts";
import type { Outcome } from "../handlers/outcome.ts";
import type { DownloadCall, Part } from "./call.ts";
import type { DownloadState, ReadFile } from "./state.ts";

type ReadCall = Extract<DownloadCall, { call: "read" }>;

/** What says that a chunk is right, and that the same part has the same bytes in any order. */
const RIGHT_CHUNK: readonly string[] = ["DFC-01"];
const SAME_BYTES: readonly string[] = ["DFC-03"];

/**
 * DownloadFileChunk: what it may come to, and the states after it.
 *
 * @param document the bytes of the document that is downloaded, or as many of the first as are read
 */
export function readStep(
  state: DownloadState,
  call: ReadCall,
  outcome: Outcome,
  document: Buffer,
): Step<DownloadState> {
  const isRead = outcome.kind === "accepted" && whyNone(state) === undefined;
  const wrong = isRead ? wrongChunk(outcome, call.part, state.file, document) : undefined;
  const right = [...RIGHT_CHUNK, ...(state.reads > 0 ? SAME_BYTES : [])];
  const judged = judge(expectRead(state, call), "DownloadFileChunk", outcome);
  return stepOf([judged, wrong ?? (isRead ? right : [])], () => [afterRead(state, call, outcome)]);
}

function expectRead(state: DownloadState, call: ReadCall): Expected {
  const { name, life, suspects } = state;
  const none = whyNone(state);
  if (none !== undefined) return refused({ because: none, breaks: ["DFC-02"] });
  const standing = standingOf(call, state);
  if (standing === "nobody") {
    const tickets = ticketStatements(call);
    const breaks = tickets.length > 0 ? tickets : ["DFC-02"];
    return refused({ because: "the ticket belongs to no session", breaks });
  }
  if (life === "deleted") {
    const what = "a deleted handler to give nothing any more";
    const breaks = ["DDH-01", "DDH-15"];
    return refused({ because: `${name} was deleted`, breaks, also: ["DFC-02"], what });
  }
  if (life === "gone") {
    const what = "a handler that was gone to give nothing any more";
    return refused({ because: `${name} was gone before`, breaks: ["DFC-02"], what });
  }
  if (standing === "other user") {
    return refused({ because: `${name} is another user's`, breaks: ["DFC-02"] });
  }
  if (standing === "same user") return ANYTHING;
  return accepted({ because: `${name} is open`, breaks: RIGHT_CHUNK, also: ["GDH-01"], suspects });
}

function afterRead(state: DownloadState, call: ReadCall, outcome: Outcome): DownloadState {
  if (whyNone(state) !== undefined) return state;
  // Another user's read is no reason to end a download, but its owner's reads would show it.
  const next = standingOf(call, state) === "other user" ? suspecting(state, ["DFC-01"]) : state;
  if (outcome.kind !== "accepted") return next;
  const suspects = call.as === state.creator ? [] : next.suspects;
  const file = state.file === "document" ? state.file : withRead(state.file, call.part, outcome);
  return { ...next, suspects, file, reads: state.reads + 1 };
}

function withRead(file: ReadFile, { offset }: Part, { bytes, says }: Outcome): ReadFile {
  const part = { offset, base64: bytes?.toString("base64") ?? "" };
  return { size: file.size ?? Number(says?.["filelength"]), parts: [...file.parts, part] };
}

/** What is wrong with a chunk: its bytes, or the lengths and the flag that belong to them. */
function wrongChunk(
  { bytes, says }: Outcome,
  { offset, length: asked }: Part,
  file: DownloadState["file"],
  document: Buffer,
): Forbidden | undefined {
  if (!bytes) return wrong("a chunk", "a document by itself", "a document by itself");
  const { size = Number(says?.["filelength"]) } =
    file === "document" ? { size: document.length } : file;
  const length = Math.min(asked, size - offset);
  const right = {
    filelength: String(size),
    chunklength: String(length),
    lastchunk: String(offset + length === size),
  };
  for (const [name, value] of says ? Object.entries(right) : []) {
    const said = says?.[name] ?? "";
    if (said !== value) return wrong(`${name}="${value}"`, `${name}="${said}"`, `another ${name}`);
  }
  const expected = `the ${length} bytes of the file from byte ${offset} on`;
  if (bytes.length !== length) return wrong(expected, `${bytes.length} bytes`, "another length");
  const at = bytes.findIndex((byte, index) => {
    const known = byteAt(offset + index, file, document);
    return known !== undefined && known !== byte;
  });
  if (at < 0) return undefined;
  const breaks = file === "document" ? RIGHT_CHUNK : SAME_BYTES;
  const actual = `bytes that differ from byte ${offset + at} on`;
  const known = file === "document" ? document.subarray(offset, offset + length) : undefined;
  const apart = known && wrongBytes("", known, bytes.subarray(0, known.length), offset).bytes;
  return {
    ...wrong(expected, actual, "other bytes", breaks),
    ...(apart && { bytes: apart }),
  };
}

function wrong(
  expected: string,
  actual: string,
  got: string,
  forbids: readonly string[] = RIGHT_CHUNK,
): Forbidden {
  return { forbids, expected, actual, kind: { expected: "the right chunk of a file", got } };
}

/** A byte of a file, as far as it is known. */
function byteAt(at: number, file: DownloadState["file"], document: Buffer): number | undefined {
  if (file === "document") return document[at];
  const part = file.parts.find((one) => at >= one.offset && at < one.offset + lengthOf(one));
  return part && Buffer.from(part.base64, "base64")[at - part.offset];
}

function lengthOf({ base64 }: ReadFile["parts"][number]): number {
  return Buffer.byteLength(base64, "base64");
}
