import { type FinalizeFault, finalizeUpload } from "../finalize-upload.ts";
import type { Operation } from "../operation.ts";

type Fault = FinalizeFault | "finalize-new-document-accepts-incomplete";

/** Makes a staged upload a new document of a folder, never a version ("Width" is its real name). */
export const uploadNewDocumentWidthHandler: Operation<Fault> = {
  name: "UploadNewDocumentWidthHandler",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "folderPath", type: "string" },
    { name: "documentName", type: "string" },
    { name: "uploadHandler", type: "guid", wsdl: "UploadHandler" },
    { name: "xmlParameters", type: "string", optional: true },
  ],
  switches: { ignoresTicket: "finalize-ignores-ticket" },
  run: (call, state, faults) => {
    const session = call.session();
    const finalize = {
      place: { folder: call.required("folderPath"), name: call.required("documentName") },
      comment: "",
      acceptsIncomplete: faults.has("finalize-new-document-accepts-incomplete"),
    };
    return finalizeUpload(call, session, finalize, state, faults);
  },
};
