import { randomUUID } from "node:crypto";
import type { UPLOAD_FILE_CHUNK_FAULTS } from "../../../reference/faults/upload-file-chunk.ts";
import { say } from "../support/answer.ts";
import {
  CHUNK,
  type ChunkOptions,
  hexCrc,
  NEVER_ISSUED,
  type Session,
} from "../support/session.ts";
import { type Row, untilSeen } from "./demonstration.ts";
import { stagedFiles } from "./staged-files.ts";

const GONE = "false: Invalid upload handler.";

/** What a chunk is answered, with `tryagain`. */
const chunk =
  (bytes: string | Buffer, how: ChunkOptions = {}, id?: string) =>
  async (session: Session) => {
    const answer = await session.chunk(id ?? (await session.create()), bytes, how);
    return answer.attributes["tryagain"] === "true" ? "try again" : say(answer);
  };

/** The document that comes of these chunks. */
const document =
  (...chunks: readonly (readonly [string, ChunkOptions?])[]) =>
  async (session: Session) => {
    const id = await session.create();
    for (const [bytes, how] of chunks) await session.chunk(id, bytes, how);
    const path = `/Library/inbox/${id}.txt`;
    const answer = await session.finalize(id, path);
    return say(answer) === "true" ? session.read(path) : say(answer);
  };

const LAST = { last: true };

/** Bytes whose CRC has letters, and ones whose CRC has fewer than eight digits. */
const LETTERS = "a";
const SHORT_CRC = shortCrcText();

export const UPLOAD_FILE_CHUNK_ROWS: Readonly<
  Record<(typeof UPLOAD_FILE_CHUNK_FAULTS)[number]["name"], Row>
> = {
  "chunk-overwrites-earlier": [document(["one"], ["two", LAST]), "onetwo", "two"],
  "chunk-always-asks-again": [chunk("a"), "true", "try again"],
  "chunk-skips-crc": [chunk("a", { crc: "1" }), "try again", "true"],
  "chunk-mismatch-is-appended": [document(["one", { crc: "1" }], ["two", LAST]), "two", "onetwo"],
  "chunk-mismatch-completes-upload": [
    document(["one"], ["two", { last: true, crc: "1" }]),
    "false: The upload is not complete.",
    "one",
  ],
  "chunk-ignores-last-flag": [document(["one", LAST]), "one", "false: The upload is not complete."],
  "chunk-creates-unknown-handler": [
    (session) => chunk("a", {}, randomUUID())(session),
    GONE,
    "true",
  ],
  "chunk-accepts-non-guid": [chunk("a", {}, "x"), GONE, "true"],
  "chunk-ignores-ticket": [
    chunk("a", { ticket: NEVER_ISSUED }),
    "false: [901] Session expired or Invalid ticket",
    "true",
  ],
  "chunk-ignores-owner": [(session) => chunk("a", { ticket: session.bob })(session), GONE, "true"],
  "chunk-crc-is-case-sensitive": [
    chunk(LETTERS, { crc: hexCrc(Buffer.from(LETTERS)).toLowerCase() }),
    "true",
    "try again",
  ],
  "chunk-crc-needs-padding": [chunk(SHORT_CRC), "true", "try again"],
  "chunk-of-exact-size-is-refused": [
    chunk(Buffer.alloc(CHUNK)),
    "true",
    "false: The chunk is too large.",
  ],
  "chunk-short-last-is-refused": [chunk("a", LAST), "true", "false: The chunk is too small."],
  "chunk-multipart-loses-last-byte": [document(["one", { ...LAST, multipart: true }]), "one", "on"],
  "chunk-mismatch-leaves-file": [
    async (session) => {
      const before = await stagedFiles(session);
      const id = await session.create();
      await session.chunk(id, "a", { crc: "1" });
      await session.dropUpload(id);
      return (await stagedFiles(session)) === before ? "as before" : "one more";
    },
    "as before",
    "one more",
  ],
  "chunk-revives-deleted-handler": [
    (session) => untilSeen(() => deleteAmongChunks(session), GONE),
    GONE,
    "true",
  ],
  "chunk-file-crc-is-of-chunk": [
    async (session) => {
      const id = await session.create();
      await session.chunk(id, "one");
      return (await session.chunk(id, "two", LAST)).attributes["filehexcrc"] ?? "none";
    },
    hexCrc(Buffer.from("onetwo")),
    hexCrc(Buffer.from("two")),
  ],
  "chunks-after-tenth-are-lost": [
    async (session) => {
      const id = await session.create();
      for (let index = 0; index < 10; index++) await session.chunk(id, Buffer.alloc(CHUNK, "a"));
      await session.chunk(id, "b", LAST);
      const path = `/Library/inbox/${id}.bin`;
      await session.finalize(id, path);
      return String((await session.read(path)).length);
    },
    String(10 * CHUNK + 1),
    String(10 * CHUNK),
  ],
};

/** What a chunk says after a delete that came in the middle of many chunks. */
async function deleteAmongChunks(session: Session): Promise<string> {
  const id = await session.create();
  const some = () => Array.from({ length: 10 }, () => session.chunk(id, "a", { multipart: true }));
  await Promise.all([...some(), session.dropUpload(id), ...some()]);
  return say(await session.chunk(id, "a"));
}

function shortCrcText(): string {
  for (let number = 0; ; number++) {
    if (hexCrc(Buffer.from(String(number))).length < 8) return String(number);
  }
}
