import { success } from "../answer.ts";
import type { Operation } from "../operation.ts";

/** Makes a folder, and those above it that are not there. */
export const createFolder: Operation<never> = {
  name: "CreateFolder",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "Path", type: "string" },
  ],
  run: (call, { library }) => {
    call.user();
    const path = call.required("Path");
    const FolderId = library.folders.create(path);
    return success({ FolderId, FolderName: path.slice(path.lastIndexOf("/") + 1) });
  },
};
