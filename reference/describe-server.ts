import { OWNER, STRANGER } from "./apidatatools/users.ts";
import type { TusPolicy } from "./dialect/tus-policy.ts";
import { READABLE_DOCUMENT, WRITABLE_FOLDER } from "./inforouter/sample.ts";
import { SERVICE_PATH } from "./inforouter/service.ts";
import { ALICE, BOB } from "./inforouter/users.ts";
import type { ReferenceServer } from "./options.ts";
import { TUS_PATH } from "./tus/service.ts";

/** An upload expires at a whole second. */
const ROUNDED_MS = 1000;
const SOON_MS = 60_000;
/** A megabyte that came before a body broke off. */
const BROKEN = 2 ** 20;

/** What a target needs to know of the server at `url`. */
export function describeServer(
  url: string,
  stagingDir: string,
  objectDir: string | undefined,
  expiredTicket: string,
  tus: TusPolicy,
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
    tus: {
      baseUrl: `${url}${TUS_PATH}`,
      stored: { url: "{url}" },
      ...(isSoon(tus.lifetimeMs) ? { expiryMs: tus.lifetimeMs + ROUNDED_MS } : {}),
      streaming: tus.keeps(BROKEN) > 0,
    },
  };
}

function isSoon(lifetimeMs: number | undefined): lifetimeMs is number {
  return lifetimeMs !== undefined && lifetimeMs < SOON_MS;
}
