import type { Faults } from "../faults.ts";
import type { LibraryDocument } from "../inforouter/library.ts";

export type ZipFault = "zip-has-last-of-each-name";

/** The documents that a zip gets of those that were named. */
export function zipped(
  documents: readonly LibraryDocument[],
  faults: Faults<ZipFault>,
): readonly LibraryDocument[] {
  if (!faults.has("zip-has-last-of-each-name")) return documents;
  return [...new Map(documents.map((document) => [document.name, document])).values()];
}
