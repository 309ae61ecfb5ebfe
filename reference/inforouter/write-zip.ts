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
  | ZipFault;

/** Writes the latest versions as a zip with their paths inside; leaves no file when it fails. */
export async function writeZip(
  named: readonly LibraryDocument[],
  file: string,
  library: Library,
  faults: Faults<WriteZipFault>,
): Promise<{ readonly size: number; readonly crc: number }> {
  const zip = new ZipFile();
  const documents = zipped(named, faults).filter(
    ({ name }, index, all) =>
      !faults.has("download-zip-has-each-name-once") ||
      all.findIndex((one) => one.name === name) === index,
  );
  for (const [index, document] of documents.entries()) {
    const version = latest(document);
    // GDH-12: each with its own bytes
    const other = faults.has("download-zip-mixes-up-bytes") ? documents[index + 1] : undefined;
    const bytes = await library.read(latest(other ?? document));
    zip.addBuffer(bytes, document.path.slice(1), { mtime: new Date(version.modified) });
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
