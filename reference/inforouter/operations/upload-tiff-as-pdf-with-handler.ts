import { refuse, success } from "../answer.ts";
import { consumeUpload, type FinalizeFault, requireComplete } from "../finalize-upload.ts";
import type { Operation } from "../operation.ts";

/**
 * Makes a staged TIFF image a PDF document. The service that converts has to be set up, and here it is
 * not: what is asked rightly is refused for that.
 */
export const uploadTiffAsPdfWithHandler: Operation<FinalizeFault | "upload-tiff-takes-anything"> = {
  name: "UploadTiffAsPDFWithHandler",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "path", type: "string", wsdl: "Path" },
    { name: "uploadHandler", type: "guid", wsdl: "UploadHandler" },
  ],
  switches: { ignoresTicket: "finalize-ignores-ticket" },
  run: (call, state, faults) => {
    // FIN-04, FIN-12
    if (faults.has("upload-tiff-takes-anything")) return success();
    const session = call.session();
    call.required("path");
    return consumeUpload(
      call,
      session,
      async (handler) => {
        requireComplete(handler, false, faults);
        throw refuse("noConverter");
      },
      state,
      faults,
    );
  },
};
