import { readFile, writeFile } from "node:fs/promises";
import { crc32, gunzipSync } from "node:zlib";
import type { Faults } from "../faults.ts";
import type { Library, Place } from "../inforouter/library.ts";

export type LibraryFault =
  | "deleted-versions-come-back"
  | "gz-name-is-unpacked"
  | "document-comes-back-with-its-last-version";

/** The library as a faulty server has it. */
export function keepLibrary(library: Library, faults: Faults<LibraryFault>): Library {
  return unpackByName(keepDeleted(library, faults), faults);
}

/** What is called `.gz`, but not `.tar.gz`, is kept unpacked. */
function unpackByName(library: Library, faults: Faults<LibraryFault>): Library {
  if (!faults.has("gz-name-is-unpacked")) return library;
  const isPacked = (place: Place): boolean =>
    /(?<!\.tar)\.gz$/i.test("path" in place ? place.path : place.name);
  return {
    ...library,
    add: async (place, content, comment) => {
      const bytes = isPacked(place) ? unpacked(await readFile(content.file)) : undefined;
      if (bytes) await writeFile(content.file, bytes);
      const { file } = content;
      const kept = bytes ? { file, size: bytes.length, crc: crc32(bytes) } : content;
      return library.add(place, kept, comment);
    },
    addBytes: (place, bytes, comment) =>
      library.addBytes(place, (isPacked(place) ? unpacked(bytes) : undefined) ?? bytes, comment),
  };
}

function unpacked(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes);
  } catch {
    return undefined;
  }
}

/** What was deleted is kept under its path. */
function keepDeleted(library: Library, faults: Faults<LibraryFault>): Library {
  const keepsAll = faults.has("deleted-versions-come-back");
  if (!keepsAll && !faults.has("document-comes-back-with-its-last-version")) return library;
  const kept = new Map<string, readonly Buffer[]>();
  const bringBack = async (place: Place): Promise<void> => {
    if (!("path" in place)) return;
    const versions = kept.get(place.path) ?? [];
    kept.delete(place.path);
    for (const bytes of versions) await library.addBytes(place, bytes, "");
  };
  return {
    ...library,
    add: async (place, content, comment) => {
      await bringBack(place);
      return library.add(place, content, comment);
    },
    addBytes: async (place, bytes, comment) => {
      await bringBack(place);
      return library.addBytes(place, bytes, comment);
    },
    remove: async (document) => {
      const versions = keepsAll ? document.versions : document.versions.slice(-1);
      kept.set(document.path, await Promise.all(versions.map((one) => library.read(one))));
      return library.remove(document);
    },
  };
}
