import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { ZipFile } from "yazl";
import type { Faults } from "../faults.ts";
import { type ZipFault, zipped } from "../reported/zip.ts";
import { type Library, type LibraryDocument, latest } from "./library.ts";

export type WriteZipFault =
  | "download-zip-mixes-up-bytes"
  | "download-zip-has-each-name-once"
  | "download-zip-remembers-folder"
  | ZipFault;

/** A file of an archive. */
interface Entry {
  readonly path: string;
  readonly bytes: Buffer;
  readonly mtime: Date;
}

/** The archives of a broken server, by what they were asked for. */
const REMEMBERED = new WeakMap<Library, Map<string, readonly Entry[]>>();

/**
 * Writes the latest versions as a zip with their paths inside; leaves no file when it fails.
 *
 * @param asked what the documents were named by
 */
export async function writeZip(
  named: readonly LibraryDocument[],
  { asked, file }: { readonly asked: string; readonly file: string },
  library: Library,
  faults: Faults<WriteZipFault>,
): Promise<{ readonly size: number; readonly crc: number }> {
  const zip = new ZipFile();
  const now = await entriesOf(zipped(named, faults), library, faults);
  for (const { path, bytes, mtime } of remembered(asked, now, library, faults)) {
    zip.addBuffer(bytes, path, { mtime });
  }
  zip.end();
  let size = 0;
  let crc = 0;
  const measure = new Transform({
    transform: (part: Buffer, _encoding, done) => {
      size += part.length;
      crc = crc32(part, crc);
      done(null, part);
    },
  });
  try {
    await pipeline(zip.outputStream, measure, createWriteStream(file));
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return { size, crc };
}

async function entriesOf(
  all: readonly LibraryDocument[],
  library: Library,
  faults: Faults<WriteZipFault>,
): Promise<readonly Entry[]> {
  const documents = all.filter(
    ({ name }, index) =>
      !faults.has("download-zip-has-each-name-once") ||
      all.findIndex((one) => one.name === name) === index,
  );
  const entries: Entry[] = [];
  for (const [index, document] of documents.entries()) {
    // GDH-12: each with its own bytes
    const other = faults.has("download-zip-mixes-up-bytes") ? documents[index + 1] : undefined;
    const bytes = await library.read(latest(other ?? document));
    const mtime = new Date(latest(document).modified);
    entries.push({ path: document.path.slice(1), bytes, mtime });
  }
  return entries;
}

/** What a zip has that was asked for before. */
function remembered(
  asked: string,
  now: readonly Entry[],
  library: Library,
  faults: Faults<WriteZipFault>,
): readonly Entry[] {
  const isSame = faults.has("download-zip-remembers-folder");
  if (!isSame && !faults.has("zip-keeps-what-was-deleted")) return now;
  const known = REMEMBERED.get(library) ?? new Map<string, readonly Entry[]>();
  REMEMBERED.set(library, known);
  const before = known.get(asked) ?? [];
  const isNew = ({ path }: Entry): boolean => !now.some((entry) => entry.path === path);
  const all = isSame && before.length > 0 ? before : [...now, ...before.filter(isNew)];
  known.set(asked, all);
  return all;
}
