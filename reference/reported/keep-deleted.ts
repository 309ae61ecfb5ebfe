import type { Faults } from "../faults.ts";
import type { Library, Place } from "../inforouter/library.ts";

export type KeepDeletedFault =
  | "deleted-versions-come-back"
  | "document-comes-back-with-its-last-version";

/** The library as a server has it that keeps what was deleted under its path. */
export function keepDeleted(library: Library, faults: Faults<KeepDeletedFault>): Library {
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
