import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { PUBLIC_ANSWERS } from "../../../../reference/faults/public/answers.ts";
import type { PUBLIC_CACHES } from "../../../../reference/faults/public/caches.ts";
import type { PUBLIC_DELETES } from "../../../../reference/faults/public/deletes.ts";
import type { PUBLIC_LISTS } from "../../../../reference/faults/public/lists.ts";
import type { PUBLIC_NAMES } from "../../../../reference/faults/public/names.ts";
import { say } from "../../support/answer.ts";
import type { Session } from "../../support/session.ts";
import { createUpload, deleteUpload, list, postFile } from "../../support/uploads.ts";
import { listedBehindDeleted } from "../beside.ts";
import { type Row, untilSeen } from "../demonstration.ts";
import { versionsAfterDelete, zipped, zippedSameNames, zippedTwice } from "../downloads.ts";
import { afterLeaving } from "../left-download.ts";
import { namedAfterAlice } from "../sessions.ts";
import { besideDeletedFolder } from "../written.ts";
import { listedAs } from "./texts.ts";

type Faults =
  | typeof PUBLIC_DELETES
  | typeof PUBLIC_LISTS
  | typeof PUBLIC_CACHES
  | typeof PUBLIC_NAMES
  | typeof PUBLIC_ANSWERS;

/** How many of a new upload and of those after it are listed after a delete. */
const listedAfter = (id: (own: string) => string | null) => async (session: Session) => {
  const { upload_id: own } = await createUpload(session);
  const { status } = await deleteUpload(session, { id: id(own) });
  const listed = (await list(session)).some(({ upload_id }) => upload_id === own);
  return `${status}, ${listed ? "listed" : "gone"}`;
};

/** What is said to a delete of an id. */
const deleting = (id: string) => async (session: Session) => {
  const { status, headers } = await deleteUpload(session, { id });
  return `${status} ${headers["content-type"]}`;
};

/** What a delete is answered right behind the file of its upload. */
async function deletedBesideFile(session: Session): Promise<string> {
  const created = await createUpload(session);
  const stored = postFile(session, created, Buffer.alloc(100_000));
  await delay(2);
  const { status } = await deleteUpload(session, { id: created.upload_id });
  await stored;
  return String(status);
}

let count = 0;

/** What is at a path after a document was stored there. */
const storedAs = (suffix: string, before?: string) => async (session: Session) => {
  const folder = `/Library/inbox/n${++count}`;
  if (before !== undefined) await upload(session, folder + before, "before");
  await upload(session, folder + suffix, "content");
  return session.read(folder + suffix);
};

function upload({ client, alice }: Session, path: string, text: string) {
  const fileContent = Buffer.from(text).toString("base64");
  return client.post("UploadDocument", { authenticationTicket: alice, path, fileContent });
}

const deleteDocument = ({ client, alice }: Session, Path: string) =>
  client.get("DeleteDocument", { authenticationTicket: alice, Path });

const LONG = `quarterly.${"x".repeat(200)}.pdf`;

export const PUBLIC_OTHER_ROWS: Readonly<Record<Faults[number]["name"], Row>> = {
  "long-name-ends-at-its-first-dot": [listedAs(LONG), LONG, "quarterly.pdf"],
  "api-deletes-at-once-both-succeed": [
    async (session) => {
      const { upload_id: id } = await createUpload(session);
      const both = [deleteUpload(session, { id }), deleteUpload(session, { id })];
      return (await Promise.all(both))
        .map(({ status }) => status)
        .sort()
        .join();
    },
    "200,404",
    "200,200",
  ],
  "api-delete-of-prefix-removes-all-below": [
    listedAfter((id) => id.slice(0, -1)),
    "404, listed",
    "200, gone",
  ],
  "api-delete-without-id-removes-all": [listedAfter(() => null), "400, listed", "400, gone"],
  "api-file-completes-canceled-upload": [
    async (session) => {
      const created = await createUpload(session);
      await deleteUpload(session, { id: created.upload_id });
      await postFile(session, created, Buffer.from("[]"));
      return String((await deleteUpload(session, { id: created.upload_id })).status);
    },
    "404",
    "200",
  ],
  "api-delete-beside-file-is-404": [
    (session) => untilSeen(() => deletedBesideFile(session), "200", 100),
    "200",
    "404",
  ],
  "delete-document-takes-longer-names": [
    async (session) => {
      const path = `/Library/inbox/d${++count}`;
      await upload(session, `${path}.txt`, "other");
      await upload(session, path, "content");
      await deleteDocument(session, path);
      return session.read(`${path}.txt`);
    },
    "other",
    "no document",
  ],
  "deleted-folder-takes-those-beside-it": [besideDeletedFolder, "beside", "no document"],
  "delete-upload-ends-download": [
    async (session) => {
      const id = await session.stage();
      await session.dropUpload(id);
      return say(await session.download(id));
    },
    "true",
    "false: Invalid download handler. (guid)",
  ],
  "api-list-has-one-page": [
    async (session) => {
      for (let made = 0; made < 21; made++) await createUpload(session);
      return (await list(session)).length > 20 ? "all" : "twenty";
    },
    "all",
    "twenty",
  ],
  "api-list-is-stale-after-delete": [listedAfter((id) => id), "200, gone", "200, listed"],
  "exists-is-cached": [
    async (session) => {
      const { client, alice } = session;
      const path = `/Library/inbox/e${++count}`;
      const exists = { authenticationTicket: alice, Path: path };
      await upload(session, path, "content");
      await client.get("DocumentExists", exists);
      await deleteDocument(session, path);
      return say(await client.get("DocumentExists", exists));
    },
    "false: The document was not found.",
    "true",
  ],
  "downloaded-document-is-cached": [
    async (session) => {
      const path = `/Library/inbox/v${++count}`;
      await upload(session, path, "one");
      await session.read(path);
      await upload(session, path, "two");
      return session.read(path);
    },
    "two",
    "one",
  ],
  "api-list-is-cached-for-all": [
    async (session) => {
      await createUpload(session);
      await list(session);
      const { stranger } = session.server.apidatatools.keys;
      return (await list(session, stranger)).length > 0 ? "the owner's" : "none";
    },
    "none",
    "the owner's",
  ],
  "user-name-is-that-of-first-at-address": [namedAfterAlice, "bob", "alice"],
  "plus-in-name-is-stored-as-space": [storedAs("a+b"), "content", "no document"],
  "percent-in-name-is-decoded": [storedAs("%41"), "content", "no document"],
  "decomposed-name-is-not-found": [storedAs("a\u0308"), "content", "no document"],
  "names-collide-in-any-case": [storedAs("a", "A"), "content", "no document"],
  "emoji-in-names-are-one": [storedAs("\u{1f600}", "\u{1f601}"), "content", "no document"],
  "trailing-dot-is-dropped": [storedAs("a."), "content", "no document"],
  "name-ends-at-number-sign": [storedAs("a#b"), "content", "no document"],
  "download-path-is-decoded-again": [
    async (session) => {
      const path = `/Library/inbox/p${++count}%41`;
      await upload(session, path, "content");
      const params = { AuthenticationTicket: session.alice, Path: path, PreferedChunkSize: 0 };
      return say(await session.client.get("GetDownloadHandler", params));
    },
    "true",
    "false: The document was not found.",
  ],
  "gz-name-is-unpacked": [
    async (session) => {
      const path = `/Library/inbox/g${++count}.gz`;
      await session.finalize(await session.filled(gzipSync("content")), path);
      return session.read(path).then((text) => (text === "content" ? text : "packed"));
    },
    "packed",
    "content",
  ],
  "new-document-name-is-html": [
    async (session) => {
      const name = `h${++count}&.txt`;
      await session.client.get("UploadNewDocumentWidthHandler", {
        authenticationTicket: session.alice,
        folderPath: "/Library/inbox",
        documentName: name,
        uploadHandler: await session.filled("content"),
      });
      return session.read(`/Library/inbox/${name}`);
    },
    "content",
    "no document",
  ],
  "name-zero-is-empty": [
    async (session) => {
      const folder = `/Library/inbox/o${++count}`;
      await session.client.get("CreateFolder", {
        authenticationTicket: session.alice,
        Path: folder,
      });
      return say(await session.finalize(await session.filled("a"), `${folder}/0`));
    },
    "true",
    "false: File with name //0 could not be located",
  ],
  "unknown-number-is-500": [
    async ({ client, alice }) => {
      const params = { AuthenticationTicket: alice, Path: "~D999999", PreferedChunkSize: 0 };
      return say(await client.get("GetDownloadHandler", params));
    },
    "false: The document was not found.",
    "HTTP 500",
  ],
  "download-that-is-left-is-cached": [afterLeaving, "all", "HTTP 200, less"],
  "list-ends-at-deleted-hundred": [listedBehindDeleted, "listed", "not listed"],
  "name-with-two-dots-is-refused": [
    async (session) => {
      const named = {
        authenticationTicket: session.alice,
        folderPath: "/Library/inbox",
        documentName: `n${++count}..png`,
        uploadHandler: await session.filled("a"),
      };
      return say(await session.client.get("UploadNewDocumentWidthHandler", named));
    },
    "true",
    "false: The filename is invalid.",
  ],
  "zip-takes-folder-beside": [
    zipped(async (session) => {
      const folder = `/Library/inbox/z${++count}`;
      for (const path of [folder, `${folder}-2`]) {
        const made = { authenticationTicket: session.alice, Path: path };
        await session.client.get("CreateFolder", made);
        await session.finalize(await session.filled("a"), `${path}/a.txt`);
      }
      return folder;
    }),
    "a.txt: a",
    "a.txt: a, a.txt: a",
  ],
  "zip-keeps-what-was-deleted": [zippedTwice("deleted"), "a.txt: a", "a.txt: a, b.txt: b"],
  "delete-by-number-deletes-nothing": [
    async (session) => {
      const path = `/Library/inbox/i${++count}`;
      const made = await upload(session, path, "content");
      await deleteDocument(session, `~D${made.attributes["DocumentId"]}`);
      return session.read(path);
    },
    "no document",
    "content",
  ],
  "deleted-versions-come-back": [versionsAfterDelete, "none", "of the deleted one"],
  "zip-has-last-of-each-name": [zippedSameNames, "a.txt: a, a.txt: b", "a.txt: b"],
  "name-is-read-as-latin1": [storedAs("\u00e4"), "content", "no document"],
  "api-404-is-html": [deleting("upl_0"), "404 application/json", "404 text/html; charset=utf-8"],
  "api-long-id-is-500": [
    deleting(`upl_${"0".repeat(61)}`),
    "404 application/json",
    "500 application/json",
  ],
  "api-id-with-one-digit-more-is-500": [
    deleting(`upl_${"0".repeat(33)}`),
    "404 application/json",
    "500 application/json",
  ],
};
