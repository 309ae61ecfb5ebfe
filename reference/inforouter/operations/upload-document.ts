import { success } from "../answer.ts";
import type { Operation } from "../operation.ts";

/** Makes the bytes of one call a document or version; no handler is needed. */
export const uploadDocument: Operation<never> = {
  name: "UploadDocument",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "path", type: "string", wsdl: "Path" },
    { name: "fileContent", type: "bytes" },
  ],
  run: async (call, { library }) => {
    call.user();
    const place = { path: call.required("path") };
    const { document, version } = await library.addBytes(place, call.bytes("fileContent"), "");
    return success({ DocumentId: document.id, VersionId: version.id });
  },
};
