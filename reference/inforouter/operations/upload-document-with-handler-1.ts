import { type FinalizeFault, finalizeUpload } from "../finalize-upload.ts";
import type { Operation } from "../operation.ts";

type Fault = FinalizeFault | "finalize-with-comment-keeps-handler";

/** As UploadDocumentWithHandler, with a comment for the version, which may be left out. */
export const uploadDocumentWithHandler1: Operation<Fault> = {
  name: "UploadDocumentWithHandler1",
  parameters: [
    { name: "authenticationTicket", type: "ticket" },
    { name: "path", type: "string" },
    { name: "uploadHandler", type: "guid" },
    { name: "versionComments", type: "string" },
  ],
  switches: { ignoresTicket: "finalize-ignores-ticket" },
  run: (call, state, faults) => {
    const user = call.user();
    const finalize = {
      place: { path: call.required("path") },
      comment: call.text("versionComments") ?? "",
      keepsHandler: faults.has("finalize-with-comment-keeps-handler"),
    };
    return finalizeUpload(call, user, finalize, state, faults);
  },
};
