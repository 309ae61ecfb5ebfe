import { crc32 } from "node:zlib";
import type { Dialect } from "../../dialect.ts";
import type { Faults } from "../../faults.ts";
import { type ContentsFault, givenPart, partLength } from "../../reported/contents.ts";
import { type Answer, refuse, success } from "../answer.ts";
import { MAX_CHUNK_SIZE } from "../chunk-size.ts";
import { readDownloadHandler } from "../download-handler-name.ts";
import type { DownloadHandler } from "../download-handlers.ts";
import type { Operation } from "../operation.ts";
import { trimmed } from "../spoil.ts";
import type { InfoRouterState } from "../state.ts";
import type { User } from "../users.ts";

type Fault =
  | "download-offset-off-by-one"
  | "download-file-length-is-chunk-length"
  | "download-chunk-length-is-asked-size"
  | "download-last-flag-is-missing"
  | "download-chunk-crc-is-of-file"
  | "download-crc-of-large-is-of-its-first-mib"
  | "download-over-four-mib-is-last"
  | "large-chunk-crc-reads-on"
  | "download-accepts-non-guid"
  | "download-handler-is-no-guid"
  | "download-accepts-unknown-handler"
  | "download-ignores-owner"
  | "download-reads-on"
  | "download-ignores-ticket"
  | "download-chunk-text-is-trimmed"
  | "read-amid-delete-is-empty"
  | ContentsFault;

const NOTHING: Answer = success(
  { filelength: 0, chunklength: 0, lastchunk: true, chunkCRC32: "0" },
  "",
);

/** Reads a part of a staged file; the bytes are the base64 text of the answer. */
export const downloadFileChunk: Operation<Fault> = {
  name: "DownloadFileChunk",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "DownloadHandler", type: "guid" },
    { name: "StartOffset", type: "int" },
    { name: "ChunkSize", type: "int" },
  ],
  reads: true,
  switches: { ignoresTicket: "download-ignores-ticket" },
  run: (call, state, faults) => {
    // DFC-05
    const user = call.user();
    const id = readDownloadHandler(call, state, faults);
    if (id === undefined && faults.has("download-accepts-non-guid")) return NOTHING;
    const handler = find(id, user, state, faults);
    if (!handler) return NOTHING;
    const offset = call.int("StartOffset");
    const asked = call.int("ChunkSize");
    return handler.turns(() => read(handler, offset, asked, state, faults));
  },
};

// DFC-02: no GUID, unknown, deleted or another user's
function find(
  id: string | undefined,
  user: User,
  { downloads, memory }: InfoRouterState,
  faults: Faults<Fault>,
): DownloadHandler | undefined {
  const handler = id === undefined ? undefined : downloads.find(id);
  if (handler && (handler.owner === user || faults.has("download-ignores-owner"))) return handler;
  if (id !== undefined && !handler && faults.has("download-accepts-unknown-handler")) {
    return undefined;
  }
  // DDH-01: a delete that has begun leaves nothing to read
  if (memory.deleting.has(id ?? "") && faults.has("read-amid-delete-is-empty")) return undefined;
  throw refuse("invalidDownloadHandler");
}

async function read(
  handler: DownloadHandler,
  askedOffset: number,
  askedSize: number,
  { downloads, dialect }: InfoRouterState,
  faults: Faults<Fault>,
): Promise<Answer> {
  // DFC-02: deleted while this call waited
  if (handler.gone) throw refuse("invalidDownloadHandler");
  // DFC-04: silent about an offset outside the file and a size that is no size
  const offset = dialect.policy.startOffset(askedOffset, handler.size);
  if (offset === undefined) throw refuse("offsetOutOfRange");
  const size = dialect.policy.readLength(askedSize, handler.chunkSize);
  if (size === undefined) throw refuse("sizeOutOfRange");
  const length = Math.min(size, MAX_CHUNK_SIZE);
  const part = { offset, fileSize: handler.size };
  const wanted = partLength(length, part, faults);
  const read = await downloads.read(handler, startOf(handler, offset, faults), wanted);
  const bytes = givenPart(read, part, faults);
  const end = offset + bytes.length;
  const last = end >= handler.size;
  handler.begun = true;
  handler.ended ||= last;
  handler.position = faults.has("download-reads-on") ? handler.position + bytes.length : end;
  const summed = await summedOf(bytes, { handler, offset, downloads }, faults);
  return success(
    describe(handler, bytes, { summed, asked: askedSize, last }, dialect, faults),
    (faults.has("download-chunk-text-is-trimmed") ? trimmed(bytes) : bytes).toString("base64"),
  );
}

// DFC-03: where the call says, whatever was read before
function startOf(handler: DownloadHandler, offset: number, faults: Faults<Fault>): number {
  if (faults.has("download-reads-on")) return handler.position;
  return faults.has("download-offset-off-by-one") && offset > 0 ? offset - 1 : offset;
}

const MIB = 1024 * 1024;
/** What a broken server reads at once. */
const BUFFER_BYTES = 4 * MIB;

/** What chunkCRC32 is computed of. */
async function summedOf(
  bytes: Buffer,
  {
    handler,
    offset,
    downloads,
  }: Pick<InfoRouterState, "downloads"> & {
    readonly handler: DownloadHandler;
    readonly offset: number;
  },
  faults: Faults<Fault>,
): Promise<Buffer> {
  if (faults.has("download-crc-of-large-is-of-its-first-mib")) return bytes.subarray(0, MIB);
  if (bytes.length <= BUFFER_BYTES || !faults.has("large-chunk-crc-reads-on")) return bytes;
  const buffers = Math.ceil(bytes.length / BUFFER_BYTES);
  return downloads.read(handler, offset, buffers * BUFFER_BYTES);
}

interface Described {
  readonly summed: Buffer;
  readonly asked: number;
  readonly last: boolean;
}

// DFC-01
function describe(
  handler: DownloadHandler,
  bytes: Buffer,
  { summed, asked, last }: Described,
  { values }: Dialect,
  faults: Faults<Fault>,
) {
  const whole = faults.has("download-chunk-crc-is-of-file");
  const isTooLarge = bytes.length > BUFFER_BYTES && faults.has("download-over-four-mib-is-last");
  const ownLength = faults.has("download-file-length-is-chunk-length");
  return {
    filelength: ownLength ? bytes.length : handler.size,
    chunklength: faults.has("download-chunk-length-is-asked-size") ? asked : bytes.length,
    lastchunk: (last || isTooLarge) && !faults.has("download-last-flag-is-missing"),
    chunkCRC32: values.writeCrc(whole ? handler.crc : crc32(summed)),
  };
}
