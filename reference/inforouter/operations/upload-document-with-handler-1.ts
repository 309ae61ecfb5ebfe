import { Refusal } from "../answer.ts";
import { type FinalizeFault, finalizeUpload } from "../finalize-upload.ts";
import type { Operation } from "../operation.ts";

type Fault = FinalizeFault | "finalize-with-comment-keeps-handler" | "finalize-needs-comment";

/** As UploadDocumentWithHandler, with a comment for the version, which may be left out. */
export const uploadDocumentWithHandler1: Operation<Fault> = {
  name: "UploadDocumentWithHandler1",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "path", type: "string", wsdl: "Path" },
    { name: "uploadHandler", type: "guid", wsdl: "UploadHandler" },
    { name: "versionComments", type: "string", optional: true },
  ],
  switches: { ignoresTicket: "finalize-ignores-ticket" },
  run: (call, state, faults) => {
    const session = call.session();
    // FIN-11: the comment may be left out
    if (faults.has("finalize-needs-comment") && call.text("versionComments") === undefined) {
      throw new Refusal({ kind: "missingParameter", name: "versionComments" });
    }
    const finalize = {
      place: { path: call.required("path") },
      comment: call.text("versionComments") ?? "",
      keepsHandler: faults.has("finalize-with-comment-keeps-handler"),
    };
    return finalizeUpload(call, session, finalize, state, faults);
  },
};
