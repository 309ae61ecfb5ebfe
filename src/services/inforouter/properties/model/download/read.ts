import type { Binding } from "../../../../../model/binding.ts";
import {
  ANYTHING,
  accepted,
  type Expected,
  mustFail,
  refused,
} from "../../../../../properties/model/expected.ts";
import { judgeOutcome } from "../../../../../properties/model/judge-outcome.ts";
import { type NoHandle, sent } from "../../../../../properties/model/named-handle.ts";
import { nameOf, standingOf, ticketStatements } from "../../../../../properties/model/standing.ts";
import type { Who } from "../../../../../properties/model/who.ts";
import { callOnce } from "../../../../../run/case/call-once.ts";
import { recordJudgement } from "../../../../../run/case/record-judgement.ts";
import type { Place } from "./command.ts";
import { compareChunk, type Part, RIGHT_CHUNK, SAME_BYTES } from "./compare-chunk.ts";
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
  if (mustFail(expected)) world.refusals++;
  const outcome = judgeOutcome(answer, expected, { call, words }, state);
  if (outcome === undefined) return false;
  if (typeof handle === "string") return true;
  // Another user's read is no reason to end a download, but its owner's reads would show it.
  if (standingOf(as, handle, world) === "other user") handle.suspects.add("DFC-01");
  if (outcome !== "accepted") return true;
  if (as === handle.creator) handle.suspects.clear();
  handle.reads++;
  const wrong = compareChunk(answer, part, handle.content);
  const mismatches = wrong ? [{ ...wrong, expected: `${words}: ${wrong.expected}` }] : [];
  const also = handle.reads > 1 ? SAME_BYTES : [];
  return recordJudgement({ statements: RIGHT_CHUNK, also, mismatches }, state);
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
  if (typeof handle === "string") {
    return refused({ because: `it is ${nameOf(handle)}`, breaks: ["DFC-02"] });
  }
  const { name, life, suspects } = handle;
  const standing = standingOf(as, handle, world);
  if (standing === "nobody") {
    const tickets = ticketStatements(as);
    const breaks = tickets.length > 0 ? tickets : ["DFC-02"];
    return refused({ because: "the ticket belongs to no session", breaks });
  }
  if (life === "deleted") {
    const what = "a deleted handler to give nothing any more";
    const breaks = ["DDH-01", "DDH-15"];
    return refused({ because: `${name} was deleted`, breaks, also: ["DFC-02"], what });
  }
  if (standing === "other user") {
    return refused({ because: `${name} is another user's`, breaks: ["DFC-02"] });
  }
  if (standing === "same user" || life === "unclear") return ANYTHING;
  const because = `${name} is open`;
  return accepted({ because, breaks: RIGHT_CHUNK, also: ["GDH-01"], suspects });
}
