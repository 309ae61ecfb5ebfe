import type { Binding } from "../../../model/binding.ts";
import { callOnce } from "../../../run/call-once.ts";
import { ANYTHING, accepted, type Expected, refused } from "../expected.ts";
import { judgeOutcome } from "../judge-outcome.ts";
import { type NoHandle, sent } from "../named-handle.ts";
import { nameOf, standingOf } from "../standing.ts";
import type { Who } from "../who.ts";
import type { Place } from "./command.ts";
import { compareChunk, type Part } from "./compare-chunk.ts";
import { uploadIsThere } from "./upload-is-there.ts";
import type { Content, DownloadHandle, DownloadPlay, DownloadWorld } from "./world.ts";

/** Reads a part of a file, or tries to; false ends the sequence. */
export async function read(
  { place, as, over }: { readonly place: Place; readonly as: Who; readonly over: Binding },
  handle: DownloadHandle | NoHandle,
  { world, state }: DownloadPlay,
): Promise<boolean> {
  const content = typeof handle === "string" ? undefined : handle.content;
  const part = partOf(place, content);
  if (!part || !(await uploadIsThere(handle, over, { world, state }))) return true;
  const call = "DownloadFileChunk";
  const values = { DownloadHandler: sent(handle, "$upload"), ...part };
  const answer = await callOnce({ call, as, with: values }, over, state);
  const words = `${call} of ${nameOf(handle)} as ${as}`;
  const expected = expectRead(as, handle, world);
  if (expected.outcomes && !expected.outcomes.includes("accepted")) world.refusals++;
  const outcome = judgeOutcome(answer, expected, words, state);
  if (outcome === undefined) return false;
  if (outcome !== "accepted" || typeof handle === "string") return true;
  handle.reads++;
  const wrong = compareChunk(answer, part, handle.content);
  if (!wrong) return true;
  const { expected: right, actual } = wrong;
  state.mismatches.push({ expected: `${words}: ${right}`, actual, step: state.trace.length });
  return false;
}

/** Bytes of a part; a zip of the document is larger than two of them. */
const PART = 50;
/** No handler has a smaller ChunkSize, and no file of a sequence is larger. */
const WHOLE = 262_144;

/** Undefined for an end that nobody knows yet. */
function partOf(place: Place, content: Content | undefined): Part | undefined {
  switch (place) {
    case "start":
      return { StartOffset: 0, ChunkSize: PART };
    case "middle":
      return { StartOffset: PART, ChunkSize: PART };
    case "end":
      if (content?.size === undefined) return undefined;
      return { StartOffset: content.size - PART, ChunkSize: 2 * PART };
    case "whole":
      return { StartOffset: 0, ChunkSize: WHOLE };
    default:
      return place satisfies never;
  }
}

function expectRead(as: Who, handle: DownloadHandle | NoHandle, world: DownloadWorld): Expected {
  if (typeof handle === "string") return refused(`it is ${nameOf(handle)} (DFC-02)`);
  const { name, life } = handle;
  const standing = standingOf(as, handle, world);
  if (standing === "nobody") return refused("the ticket belongs to no session (AUT-03, DFC-02)");
  if (life === "deleted") return refused(`${name} was deleted (DDH-01, DFC-02)`);
  if (standing === "other user") return refused(`${name} is another user's (DFC-02)`);
  if (standing === "same user" || life === "unclear") return ANYTHING;
  return accepted(`${name} is open (DFC-01)`);
}
