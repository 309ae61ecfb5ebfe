import { readFile, writeFile } from "node:fs/promises";
import type { Faults } from "../faults.ts";
import { onesOn, throughAll } from "../reported/ones-on.ts";
import type { Library, LibraryDocument, Place, Version } from "./library.ts";

/** The faults that only a place shows that is written again. */
export type WriteOverFault =
  | "overwritten-document-keeps-old-tail"
  | "same-name-and-size-is-same-file"
  | "overwriting-appends"
  | "upload-document-over-longer-keeps-tail"
  | "finalize-over-same-size-keeps-old";

export type VersionsFault = "earlier-version-gets-new-bytes" | "new-version-replaces-first";

export type RememberFault = "staged-document-is-cached-by-path" | "get-download-remembers-document";

type Writer = "upload" | "finalize";

/** What becomes of bytes that are written where others are. */
type Over = (before: Buffer, bytes: Buffer, by: Writer) => Buffer;

const withOldTail: Over = (before, bytes) => Buffer.concat([bytes, before.subarray(bytes.length)]);
const unlessOfSameSize: Over = (before, bytes) => (before.length === bytes.length ? before : bytes);

const only =
  (writer: Writer, over: Over): (() => Over) =>
  () =>
  (before, bytes, by) =>
    by === writer ? over(before, bytes, by) : bytes;

// UPD-01, FIN-01: exactly the bytes that were sent, whatever was there before
const OVER: Readonly<Record<WriteOverFault, () => Over>> = {
  "overwritten-document-keeps-old-tail": () => withOldTail,
  "same-name-and-size-is-same-file": () => unlessOfSameSize,
  "overwriting-appends": () => (before, bytes) => Buffer.concat([before, bytes]),
  "upload-document-over-longer-keeps-tail": only("upload", withOldTail),
  "finalize-over-same-size-keeps-old": only("finalize", unlessOfSameSize),
};

/** The bytes that are stored at a place where there may be a document. */
export async function writtenOver(
  place: Place,
  bytes: Buffer,
  library: Library,
  by: Writer,
  faults: Faults<WriteOverFault>,
): Promise<Buffer> {
  const ones = onesOn(OVER, faults);
  const latest = "path" in place ? library.find(place.path)?.versions.at(-1) : undefined;
  if (ones.length === 0 || !latest) return bytes;
  const before = await library.read(latest);
  return throughAll(ones, bytes, (over, written) => over(before, written, by));
}

/** The size of a file after it was made what is stored at a place. */
export async function fileWrittenOver(
  place: Place,
  { file, size }: { readonly file: string; readonly size: number },
  library: Library,
  faults: Faults<WriteOverFault>,
): Promise<number> {
  if (onesOn(OVER, faults).length === 0) return size;
  const bytes = await readFile(file);
  const written = await writtenOver(place, bytes, library, "finalize", faults);
  if (written !== bytes) await writeFile(file, written);
  return written.length;
}

// GDH-15: a version stays as it is
const REPLACED: Readonly<Record<VersionsFault, () => number>> = {
  "earlier-version-gets-new-bytes": () => -2,
  "new-version-replaces-first": () => 0,
};

/** What a new version does to the others of its document. */
export function besideVersion(
  { versions }: LibraryDocument,
  { file, size, crc }: Version,
  faults: Faults<VersionsFault>,
): void {
  for (const place of onesOn(REPLACED, faults)) {
    const earlier = versions.at(place);
    if (earlier) versions.splice(versions.indexOf(earlier), 1, { ...earlier, file, size, crc });
  }
}

/** The version that is staged of a document whose latest one is asked for. */
type Remember = (document: LibraryDocument, latest: Version) => Version;

/** By a key of the document, the first that was staged. */
const remembering = (keyOf: (document: LibraryDocument) => string) => (): Remember => {
  const known = new Map<string, Version>();
  return (document, latest) => {
    const before = known.get(keyOf(document));
    if (before && document.versions.includes(before)) return before;
    known.set(keyOf(document), latest);
    return latest;
  };
};

// GDH-01: the latest version
const REMEMBERED: Readonly<Record<RememberFault, () => Remember>> = {
  "staged-document-is-cached-by-path": remembering(({ path }) => path),
  "get-download-remembers-document": remembering(({ id }) => String(id)),
};

export function latestStaged(
  document: LibraryDocument,
  latest: Version,
  faults: Faults<RememberFault>,
): Version {
  return throughAll(onesOn(REMEMBERED, faults), latest, (remember, one) => remember(document, one));
}
