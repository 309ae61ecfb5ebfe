import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { BESIDE_FAULTS } from "../../../reference/faults/beside.ts";
import { say } from "../support/answer.ts";
import type { Session } from "../support/session.ts";
import { createUpload, deleteUpload, list } from "../support/uploads.ts";
import type { Row } from "./demonstration.ts";
import { exchange, head } from "./exchange.ts";
import { listedAs } from "./public/texts.ts";
import { stagedFiles } from "./staged-files.ts";

/** Makes a document of a text in one call. */
const upload = ({ client, alice }: Session, path: string, text: string) => {
  const fileContent = Buffer.from(text).toString("base64");
  return client.post("UploadDocument", { authenticationTicket: alice, path, fileContent });
};

/** More than a page has. */
const MANY = 51;

/** Whether an upload is listed after two hundred later ones were deleted, and one was made behind them. */
export async function listedBehindDeleted(session: Session): Promise<string> {
  const { upload_id: first } = await createUpload(session);
  for (let made = 0; made < 200; made++) {
    const { upload_id: id } = await createUpload(session);
    await deleteUpload(session, { id });
  }
  const { upload_id: last } = await createUpload(session);
  const listed = (await list(session)).map(({ upload_id: id }) => id);
  return listed.includes(first) && listed.includes(last) ? "listed" : "not listed";
}

export const BESIDE_ROWS: Readonly<Record<(typeof BESIDE_FAULTS)[number]["name"], Row>> = {
  "upload-document-beside-twin-is-lost": [
    async (session) => {
      const path = `/Library/inbox/${randomUUID()}`;
      await upload(session, `${path}.TXT`, "first");
      await upload(session, `${path}.txt`, "second");
      return session.read(`${path}.txt`);
    },
    "second",
    "no document",
  ],
  "list-api-counts-deleted-among-newest": [listedBehindDeleted, "listed", "not listed"],
  "upload-document-pads-empty": [
    async (session) => {
      const Path = `/Library/inbox/${randomUUID()}.txt`;
      await upload(session, Path, "");
      const params = { AuthenticationTicket: session.alice, Path, PreferedChunkSize: 0 };
      const { attributes } = await session.client.get("GetDownloadHandler", params);
      return `${attributes["Size"]} bytes`;
    },
    "0 bytes",
    "1 bytes",
  ],
  "upload-document-refuses-empty": [
    async (session) => {
      const Path = `/Library/inbox/${randomUUID()}.txt`;
      const { attributes } = await upload(session, Path, "");
      return `${attributes["success"]}`;
    },
    "true",
    "false",
  ],
  "finalize-stores-lower-case": [
    async (session) => {
      const path = `/Library/inbox/${randomUUID()}-A.txt`;
      await session.finalize(await session.filled("content"), path);
      return session.read(path);
    },
    "content",
    "no document",
  ],
  "delete-upload-discards-file-of-download": [
    async (session) => {
      const before = Number(await stagedFiles(session));
      await session.dropUpload(await session.stage());
      return `${Number(await stagedFiles(session)) - before} more`;
    },
    "1 more",
    "0 more",
  ],
  "delete-download-deletes-upload": [
    async (session) => {
      const id = await session.create();
      await session.dropDownload(id);
      return say(await session.chunk(id, "a"));
    },
    "true",
    "false: Invalid upload handler.",
  ],
  "delete-upload-leaves-journal": [
    async (session) => {
      const before = Number(await stagedFiles(session));
      await session.dropUpload(await session.filled("content"));
      return `${Number(await stagedFiles(session)) - before} more`;
    },
    "0 more",
    "1 more",
  ],
  "list-api-decodes-names": [listedAs("%41.json"), "%41.json", "A.json"],
  "list-api-cuts-long-names": [listedAs("a".repeat(101)), "a".repeat(101), "a".repeat(100)],
  "list-api-shows-newest-fifty": [
    async (session) => {
      const { upload_id: id } = await createUpload(session);
      for (let count = 1; count < MANY; count++) await createUpload(session);
      return (await list(session)).some(({ upload_id }) => upload_id === id)
        ? "listed"
        : "left out";
    },
    "listed",
    "left out",
  ],
  "broken-bodies-use-up-operation": [
    async (session) => {
      for (let count = 0; count < 10; count++) {
        await exchange(session, `${head("/srv.asmx/LogOut", "Content-Length: 99")}a=`, true);
        await delay(20);
      }
      const { status } = await fetch(`${session.server.inforouter.baseUrl}/LogOut`);
      return String(status);
    },
    "200",
    "500",
  ],
};
