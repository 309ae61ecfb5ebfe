import { rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Faults } from "../faults.ts";
import { type ContentsFault, givenDocument, rewritten } from "../reported/contents.ts";
import { type Answer, success } from "./answer.ts";
import type { Call } from "./call.ts";
import { MIN_CHUNK_SIZE, negotiateChunkSize } from "./chunk-size.ts";
import { contentTypeOf } from "./content-type.ts";
import { writeDownloadHandler } from "./download-handler-name.ts";
import type { DownloadSource } from "./download-handlers.ts";
import type { Library, LibraryDocument, Version } from "./library.ts";
import type { InfoRouterState } from "./state.ts";
import type { User } from "./users.ts";

/** The faults that GetDownloadHandler and GetDownloadHandlerByVersion have in common. */
export type StageFault =
  | "get-download-size-off-by-one"
  | "get-download-clamp-minimum-off-by-one"
  | "get-download-clamp-maximum-missing"
  | "get-download-default-below-minimum"
  | "get-download-accepts-unknown-path"
  | "get-download-of-unknown-number-is-empty"
  | "download-handler-is-no-guid"
  | "get-download-ignores-ticket"
  | "get-download-crc-is-inverted"
  | "get-download-resolves-version-number"
  | "get-download-omits-document-name"
  | "get-download-rendered-has-crc"
  | "get-download-refuses-short-path"
  | "get-download-refuses-short-path-with-extension"
  | "downloads-are-staged-through-one-file"
  | "downloads-of-one-user-share-a-file"
  | ContentsFault;

/** What is staged: a version of a document. */
export interface Source {
  readonly kind: DownloadSource;
  readonly document: LibraryDocument;
  readonly version: Version;
  /** As the answer repeats it: 0 for the latest. */
  readonly versionNumber: number;
}

/** GDH-01: copies a version to the staging directory and answers the handler of the copy. */
export async function stageDocument(
  call: Call,
  owner: User,
  source: Source,
  state: InfoRouterState,
  faults: Faults<StageFault>,
): Promise<Answer> {
  const { downloads, library } = state;
  const { values, policy } = state.dialect;
  const chunkSize = negotiate(call, state, faults);
  const { document, version } = source;
  const { id, file } = downloads.reserve();
  const shared = sharedName(owner, faults);
  await (shared === undefined
    ? library.copy(version, file)
    : copyThrough(shared, { version, file, library }));
  const { crc } = version;
  const size = await rewritten(file, version.size, givenDocument, faults);
  const { path } = document;
  const resolves =
    policy.latestVersionNumber === "own" || faults.has("get-download-resolves-version-number");
  const omitsName = faults.has("get-download-omits-document-name");
  downloads.add({ id, file, owner, source: source.kind, path, size, chunkSize, crc });
  return success({
    Size: faults.has("get-download-size-off-by-one") ? size + 1 : size,
    ContentType: contentTypeOf(document.name),
    ModificationDate: new Date(version.modified).toISOString().slice(0, "yyyy-MM-dd".length),
    // GDH-06: as it was asked for
    VersionNumber: resolves ? version.number : source.versionNumber,
    // GDH-07
    ...(omitsName ? {} : { AlterDocumentName: document.name }),
    RenderedContent: faults.has("get-download-rendered-has-crc"),
    // GDH-04
    CRC32: values.writeCrc(faults.has("get-download-crc-is-inverted") ? ~crc >>> 0 : crc),
    ChunkSize: chunkSize,
    downloadhandler: writeDownloadHandler(id, state, faults),
  });
}

/** The file through which what is staged goes, if any. */
function sharedName({ id }: User, faults: Faults<StageFault>): string | undefined {
  if (faults.has("downloads-are-staged-through-one-file")) return "download.tmp";
  return faults.has("downloads-of-one-user-share-a-file") ? `${id}.tmp` : undefined;
}

/** Whoever is done first has what was written last. */
async function copyThrough(
  shared: string,
  {
    version,
    file,
    library,
  }: Pick<Source, "version"> & {
    readonly file: string;
    readonly library: Library;
  },
): Promise<void> {
  const between = join(dirname(file), shared);
  await library.copy(version, between);
  await rename(between, file).catch(() => library.copy(version, file));
}

/** GDH-05: the document at a path or short path, with or without an extension. */
export function findDocument(
  path: string,
  { library }: InfoRouterState,
  faults: Faults<StageFault>,
): LibraryDocument | undefined {
  if (path.startsWith("~")) {
    const extended = path.includes(".");
    if (faults.has("get-download-refuses-short-path")) return undefined;
    if (extended && faults.has("get-download-refuses-short-path-with-extension")) return undefined;
  }
  return library.find(path);
}

// GDH-14: clamped as for uploads
function negotiate(call: Call, { dialect }: InfoRouterState, faults: Faults<StageFault>): number {
  const { chunkSizes, defaultChunkSize, negativeSize } = dialect.policy;
  const lower = faults.has("get-download-clamp-minimum-off-by-one") ? 1 : 0;
  const unlimited = faults.has("get-download-clamp-maximum-missing");
  return negotiateChunkSize(call.int("PreferedChunkSize"), {
    minimum: chunkSizes.minimum - lower,
    maximum: unlimited ? Number.MAX_SAFE_INTEGER : chunkSizes.maximum,
    standard: faults.has("get-download-default-below-minimum")
      ? MIN_CHUNK_SIZE / 2
      : defaultChunkSize,
    negative: negativeSize,
  });
}

/** Whether a short path whose number no document has counts as one of an empty document. */
export function isTakenForEmpty(path: string, faults: Faults<StageFault>): boolean {
  return path.startsWith("~D") && faults.has("get-download-of-unknown-number-is-empty");
}

/** What is staged where there is nothing: an empty file. */
export async function stageNothing(owner: User, { downloads }: InfoRouterState): Promise<Answer> {
  const { id, file } = downloads.reserve();
  await writeFile(file, "");
  const chunkSize = MIN_CHUNK_SIZE;
  downloads.add({ id, file, owner, source: "latest", path: "", size: 0, chunkSize, crc: 0 });
  return success({ Size: 0, ChunkSize: chunkSize, downloadhandler: id });
}
