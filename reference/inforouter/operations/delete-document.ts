import { Refusal, success } from "../answer.ts";
import { DOCUMENT_NOT_FOUND } from "../library.ts";
import type { Operation } from "../operation.ts";

/** Moves a document away; who looks for it afterwards does not find it. */
export const deleteDocument: Operation<never> = {
  name: "DeleteDocument",
  parameters: [
    { name: "authenticationTicket", type: "ticket" },
    { name: "Path", type: "string" },
  ],
  run: async (call, { library }) => {
    call.user();
    const document = library.find(call.required("Path"));
    if (!document) throw new Refusal(DOCUMENT_NOT_FOUND);
    await library.remove(document);
    return success();
  },
};
