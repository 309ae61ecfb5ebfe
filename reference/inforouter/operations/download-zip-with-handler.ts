import { refuse, success } from "../answer.ts";
import type { LibraryDocument } from "../library.ts";
import type { Operation } from "../operation.ts";
import type { InfoRouterState } from "../state.ts";
import { writeZip } from "../write-zip.ts";

/** Stages a zip of documents and folders for a download in chunks. */
export const downloadZipWithHandler: Operation<never> = {
  name: "DownloadZipWithHandler",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "Paths", type: "string" },
    { name: "partialResult", type: "boolean" },
  ],
  reads: true,
  run: async (call, state) => {
    // GDH-02: an invalid ticket, then an unknown path, is refused
    const owner = call.user();
    const paths = call.required("Paths").split("|");
    const documents = select(paths, call.boolean("partialResult"), state);
    const { id, file } = state.downloads.reserve();
    const { size, crc } = await writeZip(documents, file, state.library);
    const chunkSize = state.dialect.policy.defaultChunkSize;
    state.downloads.add({ id, file, owner, source: "zip", path: "", size, chunkSize, crc });
    return success({ downloadhandler: state.dialect.values.writeGuid(id) });
  },
};

/** The documents of all paths; what is not there is left out of a partial result and refused else. */
function select(
  paths: readonly string[],
  partial: boolean,
  { library }: InfoRouterState,
): readonly LibraryDocument[] {
  const found = new Set<LibraryDocument>();
  for (const path of paths) {
    const document = library.find(path);
    const documents = document ? [document] : library.within(path);
    if (!documents && !partial) throw refuse("pathNotFound");
    for (const each of documents ?? []) found.add(each);
  }
  if (found.size === 0) throw refuse("pathsNotFound");
  return [...found];
}
