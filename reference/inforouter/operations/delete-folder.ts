import { refuse, success } from "../answer.ts";
import type { Operation } from "../operation.ts";
import { splitPath } from "../paths.ts";

/** Moves a folder away, with all that is in it. */
export const deleteFolder: Operation<"deleted-folder-takes-those-beside-it"> = {
  name: "DeleteFolder",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "Path", type: "string" },
  ],
  run: async (call, { library }, faults) => {
    call.user();
    const folder = library.folders.find(call.required("Path"));
    if (folder === undefined) throw refuse("folderNotFound");
    const isCareless = faults.has("deleted-folder-takes-those-beside-it");
    const from = isCareless ? (splitPath(folder)?.folder ?? folder) : folder;
    for (const document of library.within(from) ?? []) {
      if (document.path.startsWith(folder)) await library.remove(document);
    }
    library.folders.remove(folder);
    return success();
  },
};
