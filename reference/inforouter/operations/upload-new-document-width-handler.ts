import { Refusal } from "../answer.ts";
import { type FinalizeFault, finalizeUpload } from "../finalize-upload.ts";
import type { Operation } from "../operation.ts";
import { requireParameters } from "../require-parameters.ts";

type Fault =
  | FinalizeFault
  | "finalize-new-document-accepts-incomplete"
  | "finalize-new-document-refuses-ampersand"
  | "finalize-new-document-makes-version";

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
    requireParameters(call, state);
    const session = call.session();
    const folder = call.required("folderPath");
    const name = call.required("documentName");
    // FIN-06: what the others take
    if (name.includes("&") && faults.has("finalize-new-document-refuses-ampersand")) {
      throw new Refusal({ text: "The name holds a character that is not allowed." });
    }
    // FIN-08: a name that is taken is refused
    const overwrites = faults.has("finalize-new-document-makes-version");
    const finalize = {
      place: overwrites ? { path: `${folder}/${name}` } : { folder, name },
      comment: "",
      acceptsIncomplete: faults.has("finalize-new-document-accepts-incomplete"),
    };
    return finalizeUpload(call, session, finalize, state, faults);
  },
};
