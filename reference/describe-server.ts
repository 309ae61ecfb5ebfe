import { OWNER, STRANGER } from "./apidatatools/users.ts";
import { READABLE_DOCUMENT, WRITABLE_FOLDER } from "./inforouter/sample.ts";
import { SERVICE_PATH } from "./inforouter/service.ts";
import { ALICE, BOB } from "./inforouter/users.ts";
import type { ReferenceServer } from "./options.ts";

/** What a target needs to know of the server at `url`. */
export function describeServer(
  url: string,
  stagingDir: string,
  objectDir: string | undefined,
  expiredTicket: string,
): Omit<ReferenceServer, "close"> {
  return {
    url,
    inforouter: {
      baseUrl: `${url}${SERVICE_PATH}`,
      users: {
        owner: { uid: ALICE.uid, pwd: ALICE.pwd },
        stranger: { uid: BOB.uid, pwd: BOB.pwd },
      },
      expiredTicket,
      documents: { readable: READABLE_DOCUMENT },
      folders: { writable: WRITABLE_FOLDER },
      probes: { stagingDir },
    },
    apidatatools: {
      baseUrl: url,
      keys: { owner: OWNER.key, stranger: STRANGER.key },
      createUpload: {
        method: "POST",
        path: "/upload-api",
        json: { filename: "assay.json" },
        id: "/upload_id",
      },
      listUploads: { method: "GET", path: "/list-uploads-api", ids: "/uploads/*/upload_id" },
      probes: objectDir === undefined ? {} : { objectDir },
    },
  };
}
