import type { SEQUENCE_FAULTS } from "../../../reference/faults/sequences.ts";
import { say } from "../support/answer.ts";
import { NEVER_ISSUED, type Session } from "../support/session.ts";
import { createUpload, deleteUpload, list } from "../support/uploads.ts";
import type { Row } from "./demonstration.ts";
import { besideDeletedFolder } from "./written.ts";

const GONE = "false: Invalid upload handler.";
const GONE_DOWNLOAD = "false: Invalid download handler. (guid)";
const EXPIRED = "false: [901] Session expired or Invalid ticket";
const UNKNOWN = "upl_4c0a85f67aa74ecb95a9494a96e4a327";

const WRONG = { crc: "1" };

/** A GUID that ends in another digit. */
const near = (id: string) => `${id.slice(0, -1)}${id.endsWith("0") ? "1" : "0"}`;

const finalized = async (session: Session) => {
  const id = await session.filled("content");
  const path = `/Library/inbox/${id}.txt`;
  await session.finalize(id, path);
  return { id, path };
};

const finalizeByGet = ({ client, alice }: Session, id: string) =>
  client.get("UploadDocumentWithHandler", {
    authenticationTicket: alice,
    path: `/Library/inbox/${id}-again.txt`,
    uploadHandler: id,
  });

export const SEQUENCE_ROWS: Readonly<Record<(typeof SEQUENCE_FAULTS)[number]["name"], Row>> = {
  "delete-upload-spares-after-second-refused": [
    async (session) => {
      const id = await session.create();
      await session.chunk(id, "a");
      await session.chunk(id, "a", WRONG);
      await session.dropUpload(id);
      return say(await session.chunk(id, "a"));
    },
    GONE,
    "true",
  ],
  "delete-upload-finds-by-beginning": [
    async (session) => {
      const id = await session.create();
      await session.dropUpload(near(id));
      return say(await session.chunk(id, "a"));
    },
    "true",
    GONE,
  ],
  "chunk-finds-by-beginning": [
    async (session) => say(await session.chunk(near(await session.create()), "a")),
    GONE,
    "true",
  ],
  "document-exists-remembers": [
    async (session) => {
      const { path } = await finalized(session);
      const { client, alice } = session;
      const params = { authenticationTicket: alice, Path: path };
      await client.get("DocumentExists", params);
      await client.get("DeleteDocument", params);
      return say(await client.get("DocumentExists", params));
    },
    "false: The document was not found.",
    "true",
  ],
  "download-document-remembers": [
    async (session) => {
      const { path } = await finalized(session);
      await session.read(path);
      await session.finalize(await session.filled("second"), path);
      return session.read(path);
    },
    "second",
    "content",
  ],
  "get-download-stages-earlier-copy": [
    async (session) => {
      const { path } = await finalized(session);
      const { client, alice } = session;
      const stage = async () => {
        const params = { AuthenticationTicket: alice, Path: path, PreferedChunkSize: 0 };
        const { attributes } = await client.get("GetDownloadHandler", params);
        return attributes["Size"] ?? "";
      };
      await stage();
      await session.finalize(await session.filled("second"), path);
      return stage();
    },
    "6",
    "7",
  ],
  "delete-document-takes-longer-names-too": [
    async (session) => {
      const { path } = await finalized(session);
      const longer = `${path}.txt`;
      await session.finalize(await session.filled("longer"), longer);
      const params = { authenticationTicket: session.alice, Path: path };
      await session.client.get("DeleteDocument", params);
      return session.read(longer);
    },
    "longer",
    "no document",
  ],
  "delete-folder-takes-longer-names-too": [besideDeletedFolder, "beside", "no document"],
  "delete-upload-ends-downloads": [
    async (session) => {
      const download = await session.stage();
      await session.dropUpload(await session.create());
      return say(await session.download(download));
    },
    "true",
    GONE_DOWNLOAD,
  ],
  "delete-download-ends-uploads": [
    async (session) => {
      const upload = await session.create();
      await session.dropDownload(await session.stage());
      return say(await session.chunk(upload, "a"));
    },
    "true",
    GONE,
  ],
  "finalize-ends-other-uploads": [
    async (session) => {
      const upload = await session.create();
      await finalized(session);
      return say(await session.chunk(upload, "a"));
    },
    "true",
    GONE,
  ],
  "refusal-fails-next-call": [
    async (session) => {
      await session.chunk(NEVER_ISSUED, "a");
      const refused = say(await session.dropUpload(NEVER_ISSUED));
      return `${refused}, then ${say(await session.dropUpload(NEVER_ISSUED))}`;
    },
    "true, then true",
    `${EXPIRED}, then true`,
  ],
  "refusal-ends-session": [
    async (session) => {
      await session.chunk(NEVER_ISSUED, "a");
      const refused = say(await session.dropUpload(NEVER_ISSUED));
      return `${refused}, then ${say(await session.dropUpload(NEVER_ISSUED))}`;
    },
    "true, then true",
    `${EXPIRED}, then ${EXPIRED}`,
  ],
  "finalize-again-over-other-binding": [
    async (session) => {
      const { id, path } = await finalized(session);
      const same = say(await session.finalize(id, path));
      return `${same}, then ${say(await finalizeByGet(session, id))}`;
    },
    `${GONE}, then ${GONE}`,
    `${GONE}, then true`,
  ],
  "delete-upload-unissued-removes-newest": [
    async (session) => {
      const id = await session.create();
      await session.dropUpload(NEVER_ISSUED);
      return say(await session.chunk(id, "a"));
    },
    "true",
    GONE,
  ],
  "chunk-of-stranger-is-appended": [
    async (session) => {
      const id = await session.create();
      await session.chunk(id, "foreign", { ticket: session.bob });
      await session.chunk(id, "own", { last: true });
      const path = `/Library/inbox/${id}.txt`;
      await session.finalize(id, path);
      return session.read(path);
    },
    "own",
    "foreignown",
  ],
  "create-after-three-deletes-is-dead": [
    async (session) => {
      for (let count = 0; count < 3; count++) await session.dropUpload(NEVER_ISSUED);
      const said: string[] = [];
      for (let count = 0; count < 2; count++) {
        said.push(say(await session.chunk(await session.create(), "a")));
      }
      return said.join(", then ");
    },
    "true, then true",
    `${GONE}, then true`,
  ],
  "delete-upload-twice-removes-document": [
    async (session) => {
      const { id, path } = await finalized(session);
      await session.dropUpload(id);
      const once = await session.read(path);
      await session.dropUpload(id);
      return `${once}, then ${await session.read(path)}`;
    },
    "content, then content",
    "content, then no document",
  ],
  "delete-download-spares-after-end-twice": [
    async (session) => {
      const id = await session.stage();
      const { filelength = "0" } = (await session.download(id)).attributes;
      const end = Number(filelength) - 1;
      for (let count = 0; count < 2; count++) await session.download(id, end);
      await session.dropDownload(id);
      return say(await session.download(id));
    },
    GONE_DOWNLOAD,
    "true",
  ],
  "delete-download-unissued-removes-newest": [
    async (session) => {
      const id = await session.stage();
      await session.dropDownload(NEVER_ISSUED);
      return say(await session.download(id));
    },
    "true",
    GONE_DOWNLOAD,
  ],
  "download-of-stranger-ends-handler": [
    async (session) => {
      const id = await session.stage();
      await session.download(id, 0, session.bob);
      return say(await session.download(id));
    },
    "true",
    GONE_DOWNLOAD,
  ],
  "delete-api-unknown-removes-newest": [
    async (session) => {
      const { upload_id: id } = await createUpload(session);
      const { status } = await deleteUpload(session, { id: UNKNOWN });
      const listed = (await list(session)).some(({ upload_id }) => upload_id === id);
      return `${status}, ${listed ? "listed" : "gone"}`;
    },
    "404, listed",
    "404, gone",
  ],
  "delete-api-repeat-succeeds-beside-another": [
    async (session) => {
      const { upload_id: id } = await createUpload(session);
      await deleteUpload(session, { id });
      await createUpload(session);
      return String((await deleteUpload(session, { id })).status);
    },
    "404",
    "200",
  ],
};
