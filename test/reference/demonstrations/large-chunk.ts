import { hexCrc, type Session } from "../support/session.ts";
import { upload } from "./written.ts";

const MIB = 1024 * 1024;
/** Two buffers of 4 MiB, and more. */
const SIZE = 9 * MIB;

/** What is said of a chunk of more than 4 MiB in the middle of a document: whether its sum is right, and its flag. */
export async function largeChunk(session: Session): Promise<string> {
  const { client, alice } = session;
  const Path = "/Library/inbox/large.bin";
  // No two of its parts have the same sum.
  const text = Array.from({ length: SIZE / 16 }, (_, line) => `line ${line}`.padEnd(16)).join("");
  await upload(session, Path, text);
  const asked = { AuthenticationTicket: alice, Path, PreferedChunkSize: 8 * MIB };
  const { attributes } = await client.get("GetDownloadHandler", asked);
  const length = 4 * MIB + 1;
  const answer = await client.get("DownloadFileChunk", {
    authenticationTicket: alice,
    DownloadHandler: attributes["downloadhandler"] ?? "",
    StartOffset: 1,
    ChunkSize: length,
  });
  const { chunkCRC32, lastchunk } = answer.attributes;
  const sum = hexCrc(Buffer.from(text).subarray(1, 1 + length));
  return `${Number.parseInt(chunkCRC32 ?? "", 16) === Number.parseInt(sum, 16) ? "right" : "wrong"}, ${lastchunk}`;
}
