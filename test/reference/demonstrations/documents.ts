import { randomUUID } from "node:crypto";
import type { DOCUMENT_FAULTS } from "../../../reference/faults/documents.ts";
import { say } from "../support/answer.ts";
import type { Params } from "../support/client.ts";
import { hexCrc, NEVER_ISSUED, type Session } from "../support/session.ts";
import type { Row } from "./demonstration.ts";
import { written } from "./written.ts";

const NOT_FOUND = "false: The document was not found.";
const EXPIRED = "false: [901] Session expired or Invalid ticket";
/** How a download says that there is no document. */
const NOTHING = "0 bytes";
const CONTENT = Buffer.from("content");
const INVERTED = (~Number.parseInt(hexCrc(CONTENT), 16) >>> 0).toString(16).toUpperCase();

/** A document of these bytes, the path of which is given. */
const made = async (session: Session): Promise<string> => {
  const path = `/Library/inbox/${randomUUID()}.txt`;
  await session.finalize(await session.filled(CONTENT), path);
  return path;
};

const ask = (session: Session, operation: string, params: Params) =>
  session.client.get(operation, { authenticationTicket: session.alice, ...params });

const remove = async (session: Session, Path: string) =>
  say(await ask(session, "DeleteDocument", { Path }));

const exists = async (session: Session, params: Params) =>
  say(await ask(session, "DocumentExists", params));

/** How many bytes DownloadDocument gives, or what it says. */
const download = async (session: Session, params: Params) => {
  const answer = await ask(session, "DownloadDocument", params);
  return answer.root === "" ? `${answer.body.length} bytes` : say(answer);
};

export const DOCUMENT_ROWS: Readonly<Record<(typeof DOCUMENT_FAULTS)[number]["name"], Row>> = {
  "download-document-drops-last-byte": [
    async (session) => session.read(await made(session)),
    "content",
    "conten",
  ],
  "download-document-gives-first-version": [
    async (session) => {
      const path = await made(session);
      await session.finalize(await session.filled("second"), path);
      return session.read(path);
    },
    "second",
    "content",
  ],
  "download-document-ignores-ticket": [
    (session) =>
      download(session, { authenticationTicket: NEVER_ISSUED, Path: "/Library/sample.bin" }),
    NOTHING,
    "600000 bytes",
  ],
  "download-document-guesses-path": [
    (session) => download(session, { Path: "/Library/none.bin" }),
    NOTHING,
    "600000 bytes",
  ],
  "document-exists-knows-all": [
    (session) => exists(session, { Path: "/Library/none.bin" }),
    NOT_FOUND,
    "true",
  ],
  "document-exists-ignores-ticket": [
    (session) =>
      exists(session, { authenticationTicket: NEVER_ISSUED, Path: "/Library/sample.bin" }),
    EXPIRED,
    "true",
  ],
  "document-exists-crc-is-inverted": [
    async (session) => {
      const answer = await ask(session, "DocumentExists", { Path: await made(session) });
      return answer.attributes["CRC32LASTVERSION"] ?? say(answer);
    },
    hexCrc(CONTENT),
    INVERTED,
  ],
  "delete-document-keeps-it": [
    async (session) => {
      const path = await made(session);
      await remove(session, path);
      return exists(session, { Path: path });
    },
    NOT_FOUND,
    "true",
  ],
  "delete-document-twice-succeeds": [
    async (session) => {
      const path = await made(session);
      await remove(session, path);
      return remove(session, path);
    },
    NOT_FOUND,
    "true",
  ],
  "delete-document-takes-folders": [
    async (session) => {
      const Path = `/Library/inbox/${randomUUID()}`;
      await ask(session, "CreateFolder", { Path });
      return remove(session, Path);
    },
    NOT_FOUND,
    "true",
  ],
  "upload-document-name-beyond-bmp-is-500": [
    async (session) => {
      const path = `/Library/inbox/${randomUUID()}\u{1F600}`;
      const params = { authenticationTicket: session.alice, path, fileContent: "YQ==" };
      return String((await session.client.post("UploadDocument", params)).status);
    },
    "200",
    "500",
  ],
  "upload-document-drops-last-byte": [
    async (session) => {
      const path = `/Library/inbox/${randomUUID()}.txt`;
      const fileContent = CONTENT.toString("base64");
      const params = { authenticationTicket: session.alice, path, fileContent };
      await session.client.post("UploadDocument", params);
      return session.read(path);
    },
    "content",
    "conten",
  ],
  "upload-document-over-longer-keeps-tail": [
    (session) => written(session, ["first", "2nd"], "latest"),
    "2nd",
    "2ndst",
  ],
  "finalize-over-same-size-keeps-old": [
    (session) => written(session, ["one", "two"], "latest", "finalize"),
    "two",
    "one",
  ],
  "get-download-remembers-document": [
    (session) => written(session, ["one", "two"], "staged"),
    "two",
    "one",
  ],
  "new-version-replaces-first": [
    (session) => written(session, ["one", "two"], 1_000_000),
    "one",
    "two",
  ],
};
