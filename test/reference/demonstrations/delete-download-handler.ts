import type { DELETE_DOWNLOAD_HANDLER_FAULTS } from "../../../reference/faults/delete-download-handler.ts";
import { say } from "../support/answer.ts";
import { CHUNK, type Session } from "../support/session.ts";
import { deleteRows } from "./delete-handler.ts";
import type { Row } from "./demonstration.ts";
import { stagedFiles } from "./staged-files.ts";

const GONE = "false: Invalid download handler. (guid)";
const BUSY = "false: The download is in progress.";

/** What a delete says when the download has come so far. */
const deleted =
  (...offsets: readonly number[]) =>
  async (session: Session) => {
    const id = await session.stage();
    for (const offset of offsets) await session.download(id, offset);
    return say(await session.dropDownload(id));
  };

/** What a chunk says after something was done. */
const chunkAfter =
  (
    act: (session: Session, id: string) => Promise<unknown>,
    stage = (session: Session) => session.stage(),
  ) =>
  async (session: Session) => {
    const id = await stage(session);
    await act(session, id);
    return say(await session.download(id));
  };

const dropIt = (session: Session, id: string) => session.dropDownload(id);

const stageVersion = async ({ client, alice, server }: Session) => {
  const answer = await client.get("GetDownloadHandlerByVersion", {
    AuthenticationTicket: alice,
    Path: server.inforouter.documents.readable,
    PreferedChunkSize: 0,
    VersionNumber: 1_000_000,
  });
  return answer.attributes["downloadhandler"] ?? say(answer);
};

const stageZip = async ({ client, alice, server }: Session) => {
  const answer = await client.get("DownloadZipWithHandler", {
    authenticationTicket: alice,
    Paths: server.inforouter.documents.readable,
    partialResult: false,
  });
  return answer.attributes["downloadhandler"] ?? say(answer);
};

export const DELETE_DOWNLOAD_HANDLER_ROWS: Readonly<
  Record<(typeof DELETE_DOWNLOAD_HANDLER_FAULTS)[number]["name"], Row>
> = {
  ...deleteRows("delete-download", "DeleteDownloadHandler", "DownloadHandler", (session) =>
    session.stage(),
  ),
  "delete-download-is-a-no-op": [chunkAfter(dropIt), GONE, "true"],
  "delete-download-keeps-staged-file": [
    async (session) => {
      const id = await session.stage();
      await session.dropDownload(id);
      return stagedFiles(session, id);
    },
    "0",
    "1",
  ],
  "delete-download-ignores-owner": [
    chunkAfter((session, id) => session.dropDownload(id, session.bob)),
    "true",
    GONE,
  ],
  "delete-download-fails-before-first-chunk": [deleted(), "true", BUSY],
  "delete-download-fails-between-chunks": [deleted(0), "true", BUSY],
  "delete-download-fails-after-last-chunk": [deleted(0, CHUNK, 2 * CHUNK), "true", BUSY],
  "delete-download-skips-version-handlers": [chunkAfter(dropIt, stageVersion), GONE, "true"],
  "delete-download-skips-zip-handlers": [chunkAfter(dropIt, stageZip), GONE, "true"],
  "delete-download-removes-all-of-user": [
    chunkAfter(async (session) => session.dropDownload(await session.stage())),
    "true",
    GONE,
  ],
  "delete-download-removes-document": [
    async (session) => {
      await session.dropDownload(await session.stage());
      const text = await session.read(session.server.inforouter.documents.readable);
      return text === "no document" ? text : "there";
    },
    "there",
    "no document",
  ],
};
