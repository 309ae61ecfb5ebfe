import type { Faults } from "../../faults.ts";
import { type Answer, refuse, success } from "../answer.ts";
import { consumeUpload, type FinalizeFault, requireComplete } from "../finalize-upload.ts";
import { latest } from "../library.ts";
import type { Operation } from "../operation.ts";
import { readZip } from "../read-zip.ts";
import type { InfoRouterState } from "../state.ts";
import type { UploadHandler } from "../upload-handlers.ts";

type ZipFault =
  | "upload-zip-loses-last-byte"
  | "upload-zip-keeps-handler"
  | "upload-zip-takes-anything";

/** Makes the files of a staged archive documents of a folder, in folders as in the archive. */
export const uploadZipWithHandler: Operation<FinalizeFault | ZipFault> = {
  name: "UploadZipWithHandler",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "folderPath", type: "string" },
    { name: "uploadHandler", type: "guid", wsdl: "UploadHandler" },
    { name: "changedOnly", type: "boolean" },
    { name: "checkOutCheckIn", type: "boolean" },
    { name: "sendEmail", type: "boolean" },
  ],
  switches: { ignoresTicket: "finalize-ignores-ticket" },
  run: (call, state, faults) => {
    const session = call.session();
    const into = call.required("folderPath");
    const changedOnly = call.boolean("changedOnly");
    const unpackHere = (handler: UploadHandler) =>
      unpack(handler, { into, changedOnly }, state, faults);
    return consumeUpload(call, session, unpackHere, state, faults);
  },
};

async function unpack(
  handler: UploadHandler,
  { into, changedOnly }: { readonly into: string; readonly changedOnly: boolean },
  { library, uploads }: InfoRouterState,
  faults: Faults<FinalizeFault | ZipFault>,
): Promise<Answer> {
  requireComplete(handler, false, faults);
  // FIN-09
  if (faults.has("finalize-creates-folder")) library.folders.create(into);
  const folder = library.folders.find(into);
  if (folder === undefined) throw refuse("folderNotFound");
  const members = await readZip(handler.file);
  if (!members && !faults.has("upload-zip-takes-anything")) throw refuse("notAnArchive");
  for (const { name, bytes } of members ?? []) {
    const path = `${folder}/${name}`;
    library.folders.create(path.slice(0, path.lastIndexOf("/")));
    const known = changedOnly ? library.find(path) : undefined;
    if (known && (await library.read(latest(known))).equals(bytes)) continue;
    const short = faults.has("upload-zip-loses-last-byte");
    await library.addBytes({ path }, short ? bytes.subarray(0, -1) : bytes, "");
  }
  // FIN-12: the handler is consumed
  if (!faults.has("upload-zip-keeps-handler")) await uploads.discard(handler);
  return success();
}
