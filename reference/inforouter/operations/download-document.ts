import { refuse } from "../answer.ts";
import { contentTypeOf } from "../content-type.ts";
import { latest } from "../library.ts";
import type { Operation } from "../operation.ts";

/** The bytes of the latest version; base64 in SOAP. */
export const downloadDocument: Operation<never> = {
  name: "DownloadDocument",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "Path", type: "string" },
  ],
  reads: true,
  givesDocument: true,
  run: async (call, { library }) => {
    call.user();
    const document = library.find(call.required("Path"));
    if (!document) throw refuse("documentNotFound");
    const bytes = await library.read(latest(document));
    return { kind: "bytes", bytes, contentType: contentTypeOf(document.name) };
  },
};
