import { success } from "../answer.ts";
import type { Operation } from "../operation.ts";
import { trimmed } from "../spoil.ts";

/** Makes the bytes of one call a document or version; no handler is needed. */
export const uploadDocument: Operation<
  "upload-document-drops-last-byte" | "upload-document-text-is-trimmed"
> = {
  name: "UploadDocument",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "path", type: "string", wsdl: "Path" },
    { name: "fileContent", type: "bytes" },
  ],
  run: async (call, { library }, faults) => {
    call.user();
    const place = { path: call.required("path") };
    const sent = call.bytes("fileContent");
    // UPD-01: exactly these bytes
    const whole = faults.has("upload-document-text-is-trimmed") ? trimmed(sent) : sent;
    const bytes = faults.has("upload-document-drops-last-byte") ? sent.subarray(0, -1) : whole;
    const { document, version } = await library.addBytes(place, bytes, "");
    return success({ DocumentId: document.id, VersionId: version.id });
  },
};
