import type { DELETE_UPLOAD_HANDLER_FAULTS } from "../../../reference/faults/delete-upload-handler.ts";
import { say } from "../support/answer.ts";
import type { Session } from "../support/session.ts";
import { deleteRows } from "./delete-handler.ts";
import type { Row } from "./demonstration.ts";
import { stagedFiles } from "./staged-files.ts";

const GONE = "false: Invalid upload handler.";
const BUSY = "false: The upload is in progress.";

/** What a delete says when the upload has come so far. */
const deleted =
  (prepare: (session: Session, id: string) => Promise<unknown>) => async (session: Session) => {
    const id = await session.create();
    await prepare(session, id);
    return say(await session.dropUpload(id));
  };

/** What a chunk says after something was done. */
const chunkAfter =
  (act: (session: Session, id: string) => Promise<unknown>) => async (session: Session) => {
    const id = await session.create();
    await act(session, id);
    return say(await session.chunk(id, "a"));
  };

const finalized = async (session: Session) => {
  const id = await session.filled("content");
  const path = `/Library/inbox/${id}.txt`;
  await session.finalize(id, path);
  return { id, path };
};

export const DELETE_UPLOAD_HANDLER_ROWS: Readonly<
  Record<(typeof DELETE_UPLOAD_HANDLER_FAULTS)[number]["name"], Row>
> = {
  ...deleteRows("delete-upload", "DeleteUploadHandler", "UploadHandler", (session) =>
    session.create(),
  ),
  "delete-upload-is-a-no-op": [chunkAfter((session, id) => session.dropUpload(id)), GONE, "true"],
  "delete-upload-keeps-staged-file": [
    async (session) => {
      const id = await session.filled("a");
      await session.dropUpload(id);
      return stagedFiles(session, id);
    },
    "0",
    "1",
  ],
  "delete-upload-fails-without-chunks": [deleted(async () => {}), "true", BUSY],
  "delete-upload-after-finalize-fails": [
    async (session) => say(await session.dropUpload((await finalized(session)).id)),
    "true",
    "false: The file was not found.",
  ],
  "delete-upload-removes-finalized-document": [
    async (session) => {
      const { id, path } = await finalized(session);
      await session.dropUpload(id);
      return session.read(path);
    },
    "content",
    "no document",
  ],
  "delete-upload-fails-between-chunks": [
    deleted((session, id) => session.chunk(id, "a")),
    "true",
    BUSY,
  ],
  "delete-upload-fails-after-refused-chunk": [
    deleted((session, id) => session.chunk(id, "a", { crc: "1" })),
    "true",
    BUSY,
  ],
  "delete-upload-fails-after-last-chunk": [
    deleted((session, id) => session.chunk(id, "a", { last: true })),
    "true",
    BUSY,
  ],
  "delete-upload-removes-all-of-user": [
    chunkAfter(async (session) => session.dropUpload(await session.create())),
    "true",
    GONE,
  ],
  "delete-upload-ignores-owner": [
    chunkAfter((session, id) => session.dropUpload(id, session.bob)),
    "true",
    GONE,
  ],
};
