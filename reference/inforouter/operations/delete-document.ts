import { refuse, success } from "../answer.ts";
import type { Operation } from "../operation.ts";

type Fault =
  | "delete-document-keeps-it"
  | "delete-document-twice-succeeds"
  | "delete-document-takes-folders";

/** Moves a document away; who looks for it afterwards does not find it. */
export const deleteDocument: Operation<Fault> = {
  name: "DeleteDocument",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "Path", type: "string" },
  ],
  run: async (call, { library }, faults) => {
    call.user();
    const path = call.required("Path");
    const document = library.find(path);
    if (!document) {
      const takesFolder = faults.has("delete-document-takes-folders");
      if (takesFolder && library.folders.find(path) !== undefined) return success();
      // DOC-01: one that is not there, or no more, is refused
      if (faults.has("delete-document-twice-succeeds")) return success();
      throw refuse("documentNotFound");
    }
    if (!faults.has("delete-document-keeps-it")) await library.remove(document);
    return success();
  },
};
