import { refuse, success } from "../answer.ts";
import type { Operation } from "../operation.ts";

/** Moves a folder away, with all that is in it. */
export const deleteFolder: Operation<never> = {
  name: "DeleteFolder",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "Path", type: "string" },
  ],
  run: async (call, { library }) => {
    call.user();
    const folder = library.folders.find(call.required("Path"));
    if (folder === undefined) throw refuse("folderNotFound");
    for (const document of library.within(folder) ?? []) await library.remove(document);
    library.folders.remove(folder);
    return success();
  },
};
