import { type ContentsFault, storedDocument } from "../../reported/contents.ts";
import { success } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Operation } from "../operation.ts";
import { spoilPath, trimmed } from "../spoil.ts";
import {
  besideVersion,
  type VersionsFault,
  type WriteOverFault,
  writtenOver,
} from "../write-over.ts";

/** Makes the bytes of one call a document or version; no handler is needed. */
export const uploadDocument: Operation<
  | "upload-document-drops-last-byte"
  | "upload-document-text-is-trimmed"
  | "upload-document-base64-ends-at-line-end"
  | "upload-document-name-loses-plus"
  | "upload-document-name-is-decoded"
  | "upload-document-omits-document-id"
  | "upload-document-name-beyond-bmp-is-500"
  | "cut-upload-makes-document"
  | ContentsFault
  | WriteOverFault
  | VersionsFault
> = {
  name: "UploadDocument",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "path", type: "string", wsdl: "Path" },
    { name: "fileContent", type: "bytes" },
  ],
  run: async (call, { library }, faults) => {
    call.user();
    const place = { path: spoilPath(call.required("path"), faults) };
    const takesAny = faults.has("cut-upload-makes-document");
    const isOneLine = faults.has("upload-document-base64-ends-at-line-end");
    const sent = takesAny || isOneLine ? looselyRead(call, isOneLine) : call.bytes("fileContent");
    // UPD-01: exactly these bytes
    const whole = faults.has("upload-document-text-is-trimmed") ? trimmed(sent) : sent;
    const bytes = faults.has("upload-document-drops-last-byte") ? sent.subarray(0, -1) : whole;
    const stored = storedDocument(bytes, faults);
    const written = await writtenOver(place, stored, library, "upload", faults);
    const { document, version } = await library.addBytes(place, written, "");
    besideVersion(document, version, faults);
    const id = faults.has("upload-document-omits-document-id") ? {} : { DocumentId: document.id };
    return success({ ...id, VersionId: version.id });
  },
};

/** The bytes that base64 begins with, though it breaks off; or those of its first line. */
function looselyRead(call: Call, isOneLine: boolean): Buffer {
  if (call.isBinary("fileContent")) return call.bytes("fileContent");
  const text = call.required("fileContent");
  return Buffer.from(isOneLine ? (text.trimStart().split(/[\r\n]/)[0] ?? "") : text, "base64");
}
