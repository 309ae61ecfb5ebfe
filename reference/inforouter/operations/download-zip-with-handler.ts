import type { Faults } from "../../faults.ts";
import { zippedFolder } from "../../reported/zip.ts";
import { refuse, success } from "../answer.ts";
import { writeDownloadHandler } from "../download-handler-name.ts";
import type { Library, LibraryDocument } from "../library.ts";
import type { Operation } from "../operation.ts";
import type { InfoRouterState } from "../state.ts";
import { type WriteZipFault, writeZip } from "../write-zip.ts";

type ZipFault =
  | "download-zip-of-nothing-is-empty"
  | "download-zip-leaves-out-subfolders"
  | WriteZipFault
  | "download-zip-refuses-short-paths"
  | "download-zip-ignores-ticket"
  | "download-handler-is-no-guid";

/** Stages a zip of documents and folders for a download in chunks. */
export const downloadZipWithHandler: Operation<ZipFault> = {
  name: "DownloadZipWithHandler",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "Paths", type: "string" },
    { name: "partialResult", type: "boolean" },
  ],
  reads: true,
  switches: { ignoresTicket: "download-zip-ignores-ticket" },
  run: async (call, state, faults) => {
    // GDH-02: an invalid ticket, then an unknown path, is refused
    const owner = call.user();
    const asked = call.required("Paths");
    const documents = select(asked.split("|"), call.boolean("partialResult"), state, faults);
    const { id, file } = state.downloads.reserve();
    const { size, crc } = await writeZip(documents, { asked, file }, state.library, faults);
    const chunkSize = state.dialect.policy.defaultChunkSize;
    state.downloads.add({ id, file, owner, source: "zip", path: "", size, chunkSize, crc });
    return success({ downloadhandler: writeDownloadHandler(id, state, faults) });
  },
};

/** The documents of all paths; what is not there is left out of a partial result and refused else. */
function select(
  paths: readonly string[],
  partial: boolean,
  { library }: InfoRouterState,
  faults: Faults<ZipFault>,
): readonly LibraryDocument[] {
  const found = new Set<LibraryDocument>();
  for (const path of paths) {
    // GDH-05: by path or short path
    const refuses = path.startsWith("~") && faults.has("download-zip-refuses-short-paths");
    const document = refuses ? undefined : library.find(path);
    const documents = document ? [document] : refuses ? undefined : inFolder(path, library, faults);
    if (!documents && !partial) throw refuse("pathNotFound");
    for (const each of documents ?? []) found.add(each);
  }
  // GDH-10
  if (found.size === 0 && !faults.has("download-zip-of-nothing-is-empty"))
    throw refuse("pathsNotFound");
  return [...found];
}

// GDH-12: with all below it
function inFolder(path: string, library: Library, faults: Faults<ZipFault>) {
  const all = zippedFolder(path, library, faults);
  if (!faults.has("download-zip-leaves-out-subfolders")) return all;
  const folder = library.folders.find(path);
  return all?.filter(({ path: inside, name }) => inside === `${folder}/${name}`);
}
