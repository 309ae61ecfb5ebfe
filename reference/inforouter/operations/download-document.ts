import { Refusal } from "../answer.ts";
import { contentTypeOf } from "../content-type.ts";
import { DOCUMENT_NOT_FOUND, latest } from "../library.ts";
import type { Operation } from "../operation.ts";

/** The bytes of the latest version; base64 in SOAP. */
export const downloadDocument: Operation<never> = {
  name: "DownloadDocument",
  parameters: [
    { name: "authenticationTicket", type: "ticket" },
    { name: "Path", type: "string" },
  ],
  run: async (call, { library }) => {
    call.user();
    const document = library.find(call.required("Path"));
    if (!document) throw new Refusal(DOCUMENT_NOT_FOUND);
    const bytes = await library.read(latest(document));
    return { kind: "bytes", bytes, contentType: contentTypeOf(document.name) };
  },
};
