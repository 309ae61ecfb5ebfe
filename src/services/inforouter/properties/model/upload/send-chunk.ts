import type { Binding } from "../../../../../model/binding.ts";
import { type NoHandle, sent } from "../../../../../properties/model/named-handle.ts";
import type { Who } from "../../../../../properties/model/who.ts";
import { payloadOf } from "../../../../../wire/encode/bytes.ts";
import { afterChunk } from "./after.ts";
import { callHandle } from "./call-handle.ts";
import type { Chunk } from "./command.ts";
import { downloadIsThere } from "./download-is-there.ts";
import { expectChunk } from "./expect-chunk.ts";
import type { UploadPlay } from "./play.ts";
import type { UploadHandle } from "./world.ts";

/** What a last chunk has, in bytes. */
const LAST_BYTES = 100;
/** The CRC-32 of no payload here. */
const WRONG_CRC = "DEADBEEF";

/** Sends the next chunk of a handler, whose bytes no other chunk of it has; false ends the sequence. */
export async function sendChunk(
  { which, as, over }: { readonly which: Chunk; readonly as: Who; readonly over: Binding },
  handle: UploadHandle | NoHandle,
  play: UploadPlay,
): Promise<boolean> {
  const size = sizeOf(which, handle);
  if (size === undefined || !(await downloadIsThere(handle, over, play))) return true;
  const seed = typeof handle === "string" ? 1 : handle.chunks + 1;
  const fileChunk = { bytes: { size, seed } };
  const isWrong = which === "wrong last" || which === "wrong whole";
  const outcome = await callHandle(
    {
      call: "UploadFileChunk",
      as,
      over,
      with: {
        uploadHandler: sent(handle, "$download"),
        fileChunk,
        ...(isWrong ? { chunkHEXCRC: WRONG_CRC } : {}),
        lastChunk: which === "last" || which === "wrong last",
      },
      handle,
      expected: expectChunk({ as, which }, handle, play.world),
    },
    play,
  );
  if (outcome === undefined) return false;
  const { bytes } = payloadOf(fileChunk);
  afterChunk({ as, which, bytes }, handle, outcome, play.world);
  return true;
}

/** Undefined where the handler's own size is no size that we send. */
function sizeOf(which: Chunk, handle: UploadHandle | NoHandle): number | undefined {
  const isWhole = which === "whole" || which === "wrong whole";
  return isWhole && typeof handle === "object" ? handle.chunkSize : LAST_BYTES;
}
