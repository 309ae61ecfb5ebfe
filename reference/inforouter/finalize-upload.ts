import { copyFile, rm, truncate } from "node:fs/promises";
import type { Faults } from "../faults.ts";
import { type ContentsFault, rewritten, storedDocument } from "../reported/contents.ts";
import { type Answer, Refusal, refuse, success } from "./answer.ts";
import type { Call } from "./call.ts";
import type { Library, Place } from "./library.ts";
import { mayUse } from "./may-use.ts";
import { splitPath } from "./paths.ts";
import { READABLE_DOCUMENT } from "./sample.ts";
import type { Session } from "./session.ts";
import type { InfoRouterState } from "./state.ts";
import type { UploadHandler } from "./upload-handlers.ts";
import {
  besideVersion,
  fileWrittenOver,
  type VersionsFault,
  type WriteOverFault,
} from "./write-over.ts";

/** The faults that the finalizing operations have in common. */
export type FinalizeFault =
  | "finalize-drops-last-byte"
  | "finalize-keeps-handler"
  | "finalize-leaves-staged-file"
  | "finalize-accepts-incomplete"
  | "finalize-ignores-ticket"
  | "finalize-ignores-owner"
  | "finalize-accepts-non-guid"
  | "finalize-is-not-exclusive"
  | "delete-upload-after-finalize-fails"
  | "delete-upload-removes-finalized-document"
  | "delete-amid-finalize-takes-document"
  | "finalize-omits-version-id"
  | "finalize-names-another-document"
  | "finalize-creates-folder"
  | ContentsFault
  | WriteOverFault
  | VersionsFault;

/** What one finalizing operation adds to the others. */
export interface Finalize {
  readonly place: Place;
  readonly comment: string;
  readonly acceptsIncomplete?: boolean;
  readonly keepsHandler?: boolean;
}

/** FIN-06: turns the staged file of the call's handler into a document or version. */
export function finalizeUpload(
  call: Call,
  session: Session,
  finalize: Finalize,
  state: InfoRouterState,
  faults: Faults<FinalizeFault>,
): Promise<Answer> {
  const commitTo = (handler: UploadHandler) => commit(handler, finalize, state, faults);
  return consumeUpload(call, session, commitTo, state, faults);
}

/**
 * What the operations that take a handler have in common: whose it must be, and that each has its
 * turn. One that is refused leaves the handler as it was, or consumes it (FIN-05).
 */
export async function consumeUpload(
  call: Call,
  session: Session,
  consume: (handler: UploadHandler) => Promise<Answer>,
  state: InfoRouterState,
  faults: Faults<FinalizeFault>,
): Promise<Answer> {
  const { uploads, dialect } = state;
  const id = call.guid("uploadHandler");
  if (id === undefined && faults.has("finalize-accepts-non-guid")) {
    return success({ DocumentId: 0, VersionId: 0 });
  }
  const handler = id === undefined ? undefined : uploads.find(id);
  // FIN-04, CUH-22: no GUID, unknown, or another user's
  const ignoresOwner = faults.has("finalize-ignores-owner");
  if (!handler || !(ignoresOwner || mayUse(handler, session, dialect.policy))) {
    throw refuse("invalidUploadHandler");
  }
  const task = () => attempt(handler, consume, state);
  return faults.has("finalize-is-not-exclusive") ? task() : handler.turns(task);
}

// FIN-05
async function attempt(
  handler: UploadHandler,
  consume: (handler: UploadHandler) => Promise<Answer>,
  state: InfoRouterState,
): Promise<Answer> {
  try {
    return await consume(handler);
  } catch (error) {
    const consumes = error instanceof Refusal && state.dialect.policy.failedFinalizeConsumes;
    // ALL-06: with its staged file
    if (consumes && !handler.gone) await state.uploads.discard(handler);
    throw error;
  }
}

async function commit(
  handler: UploadHandler,
  { place, comment, acceptsIncomplete, keepsHandler }: Finalize,
  { uploads, library, memory, dialect }: InfoRouterState,
  faults: Faults<FinalizeFault>,
): Promise<Answer> {
  requireComplete(handler, acceptsIncomplete === true, faults);
  const keeps = keepsHandler === true || faults.has("finalize-keeps-handler");
  const leaves = faults.has("finalize-leaves-staged-file");
  const { finalizeOverDocument: over, finalizedFile } = dialect.policy;
  const file =
    keeps || leaves || finalizedFile === "left" || faults.has("finalize-is-not-exclusive")
      ? await copyBeside(handler.file, uploads.strayFile())
      : handler.file;
  let { size } = handler;
  // FIN-01, CUH-21: exactly the bytes that were sent
  if (faults.has("finalize-drops-last-byte") && size > 0) await truncate(file, --size);
  size = await rewritten(file, size, storedDocument, faults);
  size = await fileWrittenOver(place, { file, size }, library, faults);
  if (faults.has("finalize-creates-folder")) createFolderOf(place, library);
  const content = { file, size, crc: handler.crc };
  const { document, version } = await library
    .add({ ...place, over }, content, comment)
    .catch(async (error: unknown) => {
      // ALL-06
      if (file !== handler.file) await rm(file, { force: true });
      throw error;
    });
  besideVersion(document, version, faults);
  // DUH-15: consumes the handler; the staged file was moved away, or goes later
  if (!keeps && finalizedFile === "left") uploads.leave(handler);
  else if (!keeps) await uploads.discard(handler, leaves);
  if (remembers(faults)) {
    memory.endedUploads.set(handler.id, { how: "finalized", path: document.path });
  }
  // FIN-07: which document, and which version of it
  const another = faults.has("finalize-names-another-document") && library.find(READABLE_DOCUMENT);
  return success({
    DocumentId: another ? another.id : document.id,
    ...(faults.has("finalize-omits-version-id") ? {} : { VersionId: version.id }),
  });
}

/** Refuses a handler that is gone or not complete. */
export function requireComplete(
  handler: UploadHandler,
  acceptsIncomplete: boolean,
  faults: Faults<FinalizeFault>,
): void {
  // FIN-02: finalized or deleted while this call waited
  if (handler.gone) throw refuse("invalidUploadHandler");
  // FIN-03: the last chunk must have come
  const incomplete = faults.has("finalize-accepts-incomplete") || acceptsIncomplete;
  if (!handler.complete && !(incomplete && handler.staged)) throw refuse("uploadIncomplete");
}

// FIN-09: a folder that is not there is not made
function createFolderOf(place: Place, { folders }: Library): void {
  const folder = "path" in place ? splitPath(place.path)?.folder : place.folder;
  if (folder !== undefined) folders.create(folder);
}

async function copyBeside(from: string, to: string): Promise<string> {
  await copyFile(from, to);
  return to;
}

function remembers(faults: Faults<FinalizeFault>): boolean {
  return (
    faults.has("delete-upload-after-finalize-fails") ||
    faults.has("delete-upload-removes-finalized-document") ||
    faults.has("delete-amid-finalize-takes-document")
  );
}
