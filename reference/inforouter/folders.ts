import { refuse } from "./answer.ts";
import { shortFolderId, splitPath } from "./paths.ts";

/** The folders of a library, by path or by short path `~F12`. */
export interface Folders {
  /** The full path of a folder that is there. */
  readonly find: (path: string) => string | undefined;
  readonly has: (path: string) => boolean;
  /** Makes a folder and those above it, and gives its id. Refuses a path that cannot be. */
  readonly create: (path: string) => number;
  /** Removes a folder and those below it. */
  readonly remove: (path: string) => void;
}

const FIRST_FOLDER_ID = 101;

/** These folders, and those that are made later. */
export function createFolders(paths: readonly string[]): Folders {
  let next = FIRST_FOLDER_ID;
  const ids = new Map(paths.map((path) => [path, next++]));

  const create = (path: string): number => {
    const known = ids.get(path);
    if (known !== undefined) return known;
    const split = splitPath(path);
    // a library is not made so
    if (!split) throw refuse("folderNotFound");
    create(split.folder);
    const id = next++;
    ids.set(path, id);
    return id;
  };

  return {
    find: (path) => {
      const id = shortFolderId(path);
      if (id === undefined) return ids.has(path) ? path : undefined;
      return [...ids].find(([, known]) => known === id)?.[0];
    },
    has: (path) => ids.has(path),
    create,
    remove: (path) => {
      for (const known of [...ids.keys()]) {
        if (known === path || known.startsWith(`${path}/`)) ids.delete(known);
      }
    },
  };
}
