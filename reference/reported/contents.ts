import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import type { PUBLIC_CONTENTS } from "../faults/public/contents.ts";
import type { Faults } from "../faults.ts";
import { Refusal } from "../inforouter/answer.ts";
import { onesOn, throughAll } from "./ones-on.ts";

export type ContentsFault =
  | Exclude<
      (typeof PUBLIC_CONTENTS)[number]["name"],
      "version-by-number-gives-latest" | "download-of-one-byte-is-refused"
    >
  | "last-chunk-of-exact-size-is-refused"
  | "chunk-buffer-is-shared";

/** A chunk on its way to the staged file. */
interface Chunk {
  readonly handler: { readonly id: string; readonly chunkSize: number };
  readonly last: boolean;
}

/** Where a chunk of a download lies. */
interface Part {
  readonly offset: number;
  readonly fileSize: number;
}

/** What storage makes of bytes; a part that is missing leaves them as they are. */
interface Contents {
  readonly chunk?: (bytes: Buffer, chunk: Chunk) => Buffer | Promise<Buffer>;
  readonly place?: (chunk: Chunk) => number;
  readonly stored?: (bytes: Buffer) => Buffer;
  readonly given?: (bytes: Buffer) => Buffer;
  readonly partLength?: (length: number, part: Part) => number;
  readonly part?: (bytes: Buffer, part: Part) => Buffer;
}

const BLOCK = 65_536;
const FIRST_CHUNK = 262_144;
const WHITE = /^[\t\n\v\f\r ]*([\s\S]*?)[\t\n\v\f\r ]*$/;

const CONTENTS: Readonly<Record<ContentsFault, () => Contents>> = {
  "chunk-is-read-as-utf8": () => ({ chunk: (bytes) => Buffer.from(bytes.toString("utf8")) }),
  "chunk-loses-outer-white-space": () => ({
    chunk: (bytes) => Buffer.from(WHITE.exec(bytes.toString("latin1"))?.[1] ?? "", "latin1"),
  }),
  "chunk-keeps-line-end": () => ({
    chunk: (bytes) => Buffer.concat([bytes, Buffer.from("\r\n")]),
  }),
  "chunk-ends-at-nul": () => ({
    chunk: (bytes) => (bytes.includes(0) ? bytes.subarray(0, bytes.indexOf(0)) : bytes),
  }),
  "chunk-is-seven-bit": () => ({
    chunk: (bytes) => Buffer.from(bytes.map((byte) => (byte > 0x7f ? 0x3f : byte))),
  }),
  "last-chunk-is-padded": () => ({
    chunk: (bytes, { handler, last }) =>
      last ? Buffer.concat([bytes], Math.max(bytes.length, handler.chunkSize)) : bytes,
  }),
  "chunk-block-overwrites-block": () => ({
    chunk: (bytes) => {
      if (bytes.length <= BLOCK) return bytes;
      const changed = Buffer.from(bytes);
      bytes.copy(changed, 0, BLOCK, 2 * BLOCK);
      return changed;
    },
  }),
  "chunk-offset-is-its-number": () => {
    const counts = new Map<string, number>();
    return {
      place: ({ handler }) => {
        const count = counts.get(handler.id) ?? 0;
        counts.set(handler.id, count + 1);
        return count * FIRST_CHUNK;
      },
    };
  },
  "document-line-ends-are-converted": () => ({
    stored: (bytes) => Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1"),
  }),
  "download-trims-trailing-nuls": () => ({
    given: (bytes) => {
      let end = bytes.length;
      while (end > 0 && bytes[end - 1] === 0) end--;
      return bytes.subarray(0, end);
    },
  }),
  "download-unpacks-gzip": () => ({ given: unpacked }),
  "download-strips-byte-order-mark": () => ({
    given: (bytes) => (bytes.indexOf("\ufeff") === 0 ? bytes.subarray(3) : bytes),
  }),
  "download-of-rest-loses-last-byte": () => ({
    part: (bytes, { offset, fileSize }) =>
      offset > 0 && offset + bytes.length === fileSize ? bytes.subarray(0, -1) : bytes,
  }),
  "download-chunk-has-one-byte-more": () => ({ partLength: (length) => length + 1 }),
  "last-chunk-of-exact-size-is-refused": () => ({
    chunk: (bytes, { handler, last }) => {
      if (!last || bytes.length !== handler.chunkSize) return bytes;
      throw new Refusal({ text: "The chunk is too large." });
    },
  }),
  "chunk-buffer-is-shared": () => {
    let newest: Buffer | undefined;
    return {
      chunk: async (bytes) => {
        newest = bytes;
        await delay(1);
        if (newest === bytes) return bytes;
        const head = newest.subarray(0, Math.min(bytes.length, PREFIX));
        return Buffer.concat([head, bytes.subarray(head.length)]);
      },
    };
  },
};

/** So much of a shared buffer is another's, in bytes. */
const PREFIX = 256;

function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    return bytes;
  }
}

/** The bytes of a chunk as they reach the staged file, and where, if not behind the others. */
export async function storedChunk(
  bytes: Buffer,
  chunk: Chunk,
  faults: Faults<ContentsFault>,
): Promise<{ readonly bytes: Buffer; readonly at: number | undefined }> {
  const ones = onesOn(CONTENTS, faults);
  let stored = bytes;
  for (const { chunk: store } of ones) stored = (await store?.(stored, chunk)) ?? stored;
  return { bytes: stored, at: ones.find(({ place }) => place)?.place?.(chunk) };
}

/** The bytes of a document as the library keeps them. */
export function storedDocument(bytes: Buffer, faults: Faults<ContentsFault>): Buffer {
  return throughAll(
    onesOn(CONTENTS, faults),
    bytes,
    ({ stored }, whole) => stored?.(whole) ?? whole,
  );
}

/** Whether any of these faults is on. */
export function changesContents(faults: Faults<ContentsFault>): boolean {
  return onesOn(CONTENTS, faults).length > 0;
}

/** The bytes of a document as it is given back. */
export function givenDocument(bytes: Buffer, faults: Faults<ContentsFault>): Buffer {
  return throughAll(onesOn(CONTENTS, faults), bytes, ({ given }, whole) => given?.(whole) ?? whole);
}

/** The size of a file after what `change` makes of its bytes was put in their place. */
export async function rewritten(
  file: string,
  size: number,
  change: typeof storedDocument,
  faults: Faults<ContentsFault>,
): Promise<number> {
  if (!changesContents(faults)) return size;
  const bytes = await readFile(file);
  const changed = change(bytes, faults);
  if (changed !== bytes) await writeFile(file, changed);
  return changed.length;
}

/** How many bytes of a download are read, and what is given of them. */
export const partLength = (length: number, part: Part, faults: Faults<ContentsFault>): number =>
  throughAll(
    onesOn(CONTENTS, faults),
    length,
    (one, asked) => one.partLength?.(asked, part) ?? asked,
  );

export const givenPart = (bytes: Buffer, part: Part, faults: Faults<ContentsFault>): Buffer =>
  throughAll(onesOn(CONTENTS, faults), bytes, (one, read) => one.part?.(read, part) ?? read);
