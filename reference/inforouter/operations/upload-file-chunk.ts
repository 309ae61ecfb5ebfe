import { writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { crc32 } from "node:zlib";
import type { Reason } from "../../dialect/wording.ts";
import type { Dialect } from "../../dialect.ts";
import type { Faults } from "../../faults.ts";
import { type ContentsFault, storedChunk } from "../../reported/contents.ts";
import { type Answer, failure, Refusal, refuse, success } from "../answer.ts";
import { overtaken } from "../arrival.ts";
import type { Call } from "../call.ts";
import { MIN_CHUNK_SIZE } from "../chunk-size.ts";
import type { FaultMemory } from "../fault-memory.ts";
import { mayUse } from "../may-use.ts";
import type { Operation } from "../operation.ts";
import type { Session } from "../session.ts";
import { spoilChunk } from "../spoil.ts";
import type { InfoRouterState } from "../state.ts";
import type { UploadHandler } from "../upload-handlers.ts";

type Fault =
  | "chunk-overwrites-earlier"
  | "chunk-always-asks-again"
  | "chunk-skips-crc"
  | "chunk-mismatch-is-appended"
  | "chunk-mismatch-completes-upload"
  | "chunk-ignores-last-flag"
  | "chunk-creates-unknown-handler"
  | "chunk-accepts-non-guid"
  | "chunk-ignores-ticket"
  | "chunk-ignores-owner"
  | "chunk-crc-is-case-sensitive"
  | "chunk-crc-needs-padding"
  | "chunk-of-exact-size-is-refused"
  | "chunk-short-last-is-refused"
  | "chunk-multipart-loses-last-byte"
  | "chunk-mismatch-leaves-file"
  | "chunk-revives-deleted-handler"
  | "chunk-body-outlives-delete"
  | "chunk-body-leaves-file-after-delete"
  | "chunk-file-crc-is-of-chunk"
  | "chunk-text-is-trimmed"
  | "chunk-is-decoded-as-utf-8"
  | "chunk-loses-byte-after-buffer"
  | "chunk-crc-is-signed"
  | "chunk-crc-zero-is-none"
  | "chunk-crc-compares-half"
  | "chunks-share-a-buffer"
  | "concurrent-chunks-lose-one"
  | "cut-chunk-is-appended"
  | "chunks-after-tenth-are-lost"
  | ContentsFault;

interface Chunk {
  readonly bytes: Buffer;
  readonly crc: string;
  readonly last: boolean;
}

const ACCEPTED: Answer = success({ tryagain: false });

/** Appends a chunk to the staged file of an upload handler, in the order of the calls. */
export const uploadFileChunk: Operation<Fault> = {
  name: "UploadFileChunk",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "uploadHandler", type: "guid", wsdl: "UploadHandler" },
    { name: "fileChunk", type: "bytes", wsdl: "FileChunk" },
    { name: "chunkHEXCRC", type: "string" },
    { name: "lastChunk", type: "boolean", wsdl: "LastChunk" },
  ],
  // binary content does not travel in a query
  bindings: ["post", "soap11"],
  switches: { ignoresTicket: "chunk-ignores-ticket" },
  run: async (call, state, faults) => {
    // UFC-05
    const session = call.session();
    const id = call.guid("uploadHandler");
    if (id === undefined && faults.has("chunk-accepts-non-guid")) return ACCEPTED;
    const deleted = overtaken(id, state.memory);
    if (deleted && faults.has("chunk-body-outlives-delete")) state.uploads.revive(deleted);
    if (deleted && faults.has("chunk-body-leaves-file-after-delete")) {
      writeFileSync(deleted.file, call.bytes("fileChunk"));
    }
    const handler = find(id, session, state, faults);
    const came = faults.has("cut-chunk-is-appended") ? beginning(call) : undefined;
    if (came) {
      await state.uploads.append(handler, came);
      return ACCEPTED;
    }
    const chunk: Chunk = {
      bytes: call.bytes("fileChunk"),
      crc: call.required("chunkHEXCRC"),
      last: call.boolean("lastChunk"),
    };
    const append = () => receive(handler, chunk, call, state, faults);
    if (faults.has("concurrent-chunks-lose-one")) {
      return appendOneOfTwins(`${handler.id} ${chunk.crc}`, handler, append, state.memory);
    }
    return handler.turns(append);
  },
};

/** What came of a chunk whose checksum never came; undefined for a whole one. */
function beginning(call: Call): Buffer | undefined {
  const text = call.text("chunkHEXCRC") === undefined ? call.text("fileChunk") : undefined;
  return text === undefined ? undefined : Buffer.from(text, "base64");
}

/** UFC-01: each of them is appended; here those that come while one is being appended are not. */
async function appendOneOfTwins(
  key: string,
  handler: UploadHandler,
  append: () => Promise<Answer>,
  { appending }: FaultMemory,
): Promise<Answer> {
  if (appending.has(key)) return ACCEPTED;
  appending.add(key);
  return handler.turns(append).finally(() => appending.delete(key));
}

function find(
  id: string | undefined,
  session: Session,
  { uploads, dialect }: InfoRouterState,
  faults: Faults<Fault>,
): UploadHandler {
  const handler = id === undefined ? undefined : uploads.find(id);
  // UFC-06, CUH-22: created by the same user
  const ignoresOwner = faults.has("chunk-ignores-owner");
  if (handler && (ignoresOwner || mayUse(handler, session, dialect.policy))) {
    handler.owner ??= session.user;
    return handler;
  }
  if (id !== undefined && !handler && faults.has("chunk-creates-unknown-handler")) {
    return uploads.allocate(session, MIN_CHUNK_SIZE, id);
  }
  // UFC-04: no GUID, unknown, deleted or finalized
  throw refuse("invalidUploadHandler");
}

async function receive(
  handler: UploadHandler,
  chunk: Chunk,
  call: Call,
  { uploads, dialect, disturbances, memory }: InfoRouterState,
  faults: Faults<Fault>,
): Promise<Answer> {
  if (handler.gone && faults.has("chunk-revives-deleted-handler")) uploads.revive(handler);
  // UFC-04, DUH-01: deleted or finalized while this call waited
  if (handler.gone) throw refuse("invalidUploadHandler");
  checkSize(handler, chunk, dialect, faults);
  // UFC-02: not appended when the CRC does not match
  if (!faults.has("chunk-skips-crc") && !crcMatches(chunk, dialect, faults)) {
    handler.refusedChunk = true;
    if (chunk.last && handler.staged && faults.has("chunk-mismatch-completes-upload")) {
      handler.complete = true;
    }
    if (faults.has("chunk-mismatch-is-appended")) await uploads.append(handler, chunk.bytes);
    // ALL-06: nothing stays of a refused chunk
    if (faults.has("chunk-mismatch-leaves-file")) await writeFile(uploads.strayFile(), chunk.bytes);
    return tryAgain({ kind: "chunkCrcDiffers" }, dialect);
  }
  // UFC-10: not appended either
  if (disturbances.next()) return tryAgain({ kind: "chunkNotStored" }, dialect);
  const cut = faults.has("chunk-multipart-loses-last-byte") && call.isBinary("fileChunk");
  const whole = faults.has("chunks-share-a-buffer") ? await held(chunk.bytes, memory) : chunk.bytes;
  const bytes = cut ? whole.subarray(0, -1) : spoilChunk(whole, faults);
  // UFC-01: appended in call order
  const stored = await storedChunk(bytes, { handler, last: chunk.last }, faults);
  const at = faults.has("chunk-overwrites-earlier") ? 0 : stored.at;
  const isLost =
    faults.has("chunks-after-tenth-are-lost") && handler.size >= TEN * handler.chunkSize;
  if (!isLost) await uploads.append(handler, stored.bytes, at);
  if (faults.has("chunk-always-asks-again")) return tryAgain({ kind: "chunkCrcDiffers" }, dialect);
  if (!chunk.last) return ACCEPTED;
  // UFC-03: ready for finalizing
  handler.complete = !faults.has("chunk-ignores-last-flag");
  // UFC-09: of the whole staged file
  const crc = faults.has("chunk-file-crc-is-of-chunk") ? crc32(chunk.bytes) : handler.crc;
  return success({ tryagain: false, filehexcrc: dialect.values.writeCrc(crc) });
}

/** The bytes, or those of the chunk that came while these were kept. */
async function held(bytes: Buffer, memory: FaultMemory): Promise<Buffer> {
  memory.buffer = bytes;
  await sleep(HELD_MS);
  return memory.buffer;
}

const HELD_MS = 2;
const TEN = 10;

// CUH-20: chunks of exactly ChunkSize, the last one may be smaller
function checkSize(
  handler: UploadHandler,
  { bytes, last }: Chunk,
  { policy }: Dialect,
  faults: Faults<Fault>,
): void {
  const { chunkSize, complete } = handler;
  // UFC-07: silent about other sizes, and about what comes after the last
  const reason = policy.refuseChunk({ length: bytes.length, last, chunkSize, complete });
  if (reason) throw refuse(reason);
  if (bytes.length === handler.chunkSize && faults.has("chunk-of-exact-size-is-refused")) {
    throw new Refusal({ text: "The chunk is too large." });
  }
  if (last && bytes.length < handler.chunkSize && faults.has("chunk-short-last-is-refused")) {
    throw new Refusal({ text: "The chunk is too small." });
  }
}

function crcMatches({ bytes, crc }: Chunk, { values }: Dialect, faults: Faults<Fault>): boolean {
  const actual = crc32(bytes);
  if (faults.has("chunk-crc-is-case-sensitive") && /[a-f]/.test(crc)) return false;
  if (faults.has("chunk-crc-needs-padding") && crc.length !== 8) return false;
  if (faults.has("chunk-crc-is-signed") && actual > 0x7f_ff_ff_ff) return false;
  // UFC-08: any case, with or without leading zeros, unless the dialect is strict
  const given = values.readCrc(crc);
  if (faults.has("chunk-crc-zero-is-none") && given === 0) return true;
  if (given === undefined || !faults.has("chunk-crc-compares-half")) return given === actual;
  return (given & 0xff_ff) === (actual & 0xff_ff);
}

// UFC-02: the documents show it as a success and as a failure
function tryAgain(reason: Reason, dialect: Dialect): Answer {
  return dialect.policy.mismatchSucceeds
    ? success({ tryagain: true })
    : failure(reason, dialect, { tryagain: true });
}
