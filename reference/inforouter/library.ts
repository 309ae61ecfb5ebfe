import { randomUUID } from "node:crypto";
import { copyFile, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { EditionPolicy } from "../dialect/edition-policy.ts";
import { createTurns } from "../turns.ts";
import { refuse } from "./answer.ts";
import { createFolders, type Folders } from "./folders.ts";
import { shortPathId, splitPath } from "./paths.ts";

/** One state of a document. Its file is never changed, only removed with the document. */
export interface Version {
  readonly id: number;
  /** 1000000 for the first version, 2000000 for the second. */
  readonly number: number;
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  readonly crc: number;
  /** Milliseconds. */
  readonly modified: number;
  readonly comment: string;
}

export interface LibraryDocument {
  readonly id: number;
  readonly path: string;
  readonly name: string;
  readonly versions: Version[];
}

/** The bytes of a version to be: a file that is moved in, with what is known of it. */
interface Content {
  readonly file: string;
  readonly size: number;
  readonly crc: number;
}

/**
 * Where a document goes: a path or `~D` id of a document that may exist, or a new one in a folder.
 * `over` says what comes of the bytes where there is a document at the path; by default a version.
 */
export type Place =
  | { readonly path: string; readonly over?: "version" | "refused" }
  | { readonly folder: string; readonly name: string };

export interface Library {
  readonly folders: Folders;
  /** By path or short path. */
  readonly find: (path: string) => LibraryDocument | undefined;
  /** GDH-12: the documents of a folder and the folders below it, or undefined when there is none. */
  readonly within: (folder: string) => readonly LibraryDocument[] | undefined;
  /** Moves the file in as a new document or version. Refuses a place that cannot be. */
  readonly add: (place: Place, content: Content, comment: string) => Promise<Added>;
  /** As `add`, with the bytes at hand. */
  readonly addBytes: (place: Place, bytes: Buffer, comment: string) => Promise<Added>;
  /** The bytes of a version. Refuses when the document was removed meanwhile. */
  readonly read: (version: Version) => Promise<Buffer>;
  /** Copies the file of a version. Refuses when the document was removed meanwhile. */
  readonly copy: (version: Version, to: string) => Promise<void>;
  readonly remove: (document: LibraryDocument) => Promise<void>;
}

interface Added {
  readonly document: LibraryDocument;
  readonly version: Version;
}

/** The step between two version numbers. */
export const VERSION_STEP = 1_000_000;

const FIRST_DOCUMENT_ID = 1001;
const FIRST_VERSION_ID = 1_000_001;

/** An empty library with these folders, whose files lie in `dir`. */
export function createLibrary(
  dir: string,
  initialFolders: readonly string[],
  clock: () => number,
  { sameBytes, keptVersions }: Pick<EditionPolicy, "sameBytes" | "keptVersions">,
): Library {
  const folders = createFolders(initialFolders);
  const byPath = new Map<string, LibraryDocument>();
  const byId = new Map<number, LibraryDocument>();
  const inTurn = createTurns();
  let nextDocument = FIRST_DOCUMENT_ID;
  let nextVersion = FIRST_VERSION_ID;

  const find = (path: string) => {
    const id = shortPathId(path);
    return id === undefined ? byPath.get(path) : byId.get(id);
  };

  /** The document that gets a version, or the path of the one to be made. */
  const target = (place: Place): LibraryDocument | string => {
    if ("path" in place) {
      const existing = find(place.path);
      // FIN-10
      if (existing && place.over === "refused") throw refuse("notCheckedOut");
      if (existing) return existing;
    }
    const split = splitPath("path" in place ? place.path : `${place.folder}/${place.name}`);
    if (!split || !folders.has(split.folder)) throw refuse("folderNotFound");
    const path = `${split.folder}/${split.name}`;
    if (byPath.has(path)) throw refuse("documentExists");
    return path;
  };

  const create = (path: string): LibraryDocument => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const document: LibraryDocument = { id: nextDocument++, path, name, versions: [] };
    byPath.set(path, document);
    byId.set(document.id, document);
    return document;
  };

  const add = (place: Place, content: Content, comment: string): Promise<Added> =>
    inTurn(async () => {
      const found = target(place);
      const before = typeof found === "string" ? undefined : found.versions.at(-1);
      const isSame = before?.crc === content.crc && before.size === content.size;
      if (typeof found !== "string" && before && isSame && sameBytes === "no-version") {
        await rm(content.file, { force: true });
        return { document: found, version: before };
      }
      const file = join(dir, randomUUID());
      await moveFile(content.file, file);
      const document = typeof found === "string" ? create(found) : found;
      const version: Version = {
        id: nextVersion++,
        number: (before?.number ?? 0) + VERSION_STEP,
        file,
        size: content.size,
        crc: content.crc,
        modified: clock(),
        comment,
      };
      document.versions.push(version);
      const gone = document.versions.splice(0, document.versions.length - keptVersions);
      await Promise.all(gone.map((one) => rm(one.file, { force: true })));
      return { document, version };
    });

  return {
    folders,
    find,
    within: (path) => {
      const folder = folders.find(path);
      if (folder === undefined) return undefined;
      return [...byPath.values()].filter((document) => document.path.startsWith(`${folder}/`));
    },
    add,
    addBytes: async (place, bytes, comment) => {
      const file = join(dir, randomUUID());
      await writeFile(file, bytes);
      try {
        return await add(place, { file, size: bytes.length, crc: crc32(bytes) }, comment);
      } finally {
        await rm(file, { force: true });
      }
    },
    read: (version) => readFile(version.file).catch(refuseMissing),
    copy: (version, to) => copyFile(version.file, to).catch(refuseMissing),
    remove: (document) =>
      inTurn(async () => {
        byPath.delete(document.path);
        byId.delete(document.id);
        await Promise.all(document.versions.map(({ file }) => rm(file, { force: true })));
      }),
  };
}

/** Moves a file, also to another file system. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    await copyFile(from, to);
    await rm(from, { force: true });
  }
}

/** The latest version; a document has at least one. */
export function latest(document: LibraryDocument): Version {
  const version = document.versions.at(-1);
  if (!version) throw new Error("A document without a version.");
  return version;
}

function refuseMissing(error: unknown): never {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") {
    throw refuse("documentNotFound");
  }
  throw error;
}
