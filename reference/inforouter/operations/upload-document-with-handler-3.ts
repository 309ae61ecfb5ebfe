import { type FinalizeFault, finalizeUpload } from "../finalize-upload.ts";
import type { Operation } from "../operation.ts";
import { requireParameters } from "../require-parameters.ts";

/** As UploadDocumentWithHandler, with further options in XML, which this server does not look at. */
export const uploadDocumentWithHandler3: Operation<FinalizeFault> = {
  name: "UploadDocumentWithHandler3",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "path", type: "string", wsdl: "Path" },
    { name: "uploadHandler", type: "guid", wsdl: "UploadHandler" },
    { name: "xmlParameters", type: "string", optional: true },
  ],
  switches: { ignoresTicket: "finalize-ignores-ticket" },
  run: (call, state, faults) => {
    requireParameters(call, state);
    const session = call.session();
    const place = { path: call.required("path") };
    return finalizeUpload(call, session, { place, comment: "" }, state, faults);
  },
};
