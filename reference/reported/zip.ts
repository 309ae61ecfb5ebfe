import type { Faults } from "../faults.ts";
import type { Library, LibraryDocument } from "../inforouter/library.ts";

export type ZipFault =
  | "zip-has-last-of-each-name"
  | "zip-takes-folder-beside"
  | "zip-keeps-what-was-deleted";

/** The documents that a zip gets of those that were named. */
export function zipped(
  documents: readonly LibraryDocument[],
  faults: Faults<ZipFault>,
): readonly LibraryDocument[] {
  if (!faults.has("zip-has-last-of-each-name")) return documents;
  return [...new Map(documents.map((document) => [document.name, document])).values()];
}

/** The documents that a zip of a folder gets; undefined where there is no folder. */
export function zippedFolder(
  path: string,
  library: Library,
  faults: Faults<ZipFault>,
): readonly LibraryDocument[] | undefined {
  const folder = library.folders.find(path);
  if (folder === undefined || !faults.has("zip-takes-folder-beside")) return library.within(path);
  const parent = folder.slice(0, folder.lastIndexOf("/"));
  return library.within(parent)?.filter((document) => document.path.startsWith(folder));
}
