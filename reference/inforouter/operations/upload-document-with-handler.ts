import { type FinalizeFault, finalizeUpload } from "../finalize-upload.ts";
import type { Operation } from "../operation.ts";

/** Makes a staged upload a document, or a new version of the one at the path. */
export const uploadDocumentWithHandler: Operation<FinalizeFault> = {
  name: "UploadDocumentWithHandler",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "path", type: "string", wsdl: "Path" },
    { name: "uploadHandler", type: "guid", wsdl: "UploadHandler" },
  ],
  switches: { ignoresTicket: "finalize-ignores-ticket" },
  run: (call, state, faults) => {
    const session = call.session();
    const place = { path: call.required("path") };
    return finalizeUpload(call, session, { place, comment: "" }, state, faults);
  },
};
