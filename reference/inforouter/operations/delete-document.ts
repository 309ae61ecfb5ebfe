import { refuse, success } from "../answer.ts";
import type { Operation } from "../operation.ts";

/** Moves a document away; who looks for it afterwards does not find it. */
export const deleteDocument: Operation<never> = {
  name: "DeleteDocument",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "Path", type: "string" },
  ],
  run: async (call, { library }) => {
    call.user();
    const document = library.find(call.required("Path"));
    if (!document) throw refuse("documentNotFound");
    await library.remove(document);
    return success();
  },
};
