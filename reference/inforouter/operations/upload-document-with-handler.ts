import { type FinalizeFault, finalizeUpload } from "../finalize-upload.ts";
import type { Operation } from "../operation.ts";

/** Makes a staged upload a document, or a new version of the one at the path. */
export const uploadDocumentWithHandler: Operation<FinalizeFault> = {
  name: "UploadDocumentWithHandler",
  parameters: [
    { name: "authenticationTicket", type: "ticket" },
    { name: "path", type: "string" },
    { name: "uploadHandler", type: "guid" },
  ],
  switches: { ignoresTicket: "finalize-ignores-ticket" },
  run: (call, state, faults) => {
    const user = call.user();
    const place = { path: call.required("path") };
    return finalizeUpload(call, user, { place, comment: "" }, state, faults);
  },
};
