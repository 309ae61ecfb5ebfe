import { randomUUID } from "node:crypto";
import type { FINALIZE_UPLOAD_FAULTS } from "../../../reference/faults/finalize-upload.ts";
import { say } from "../support/answer.ts";
import { NEVER_ISSUED, type Session } from "../support/session.ts";
import { type Row, untilSeen } from "./demonstration.ts";
import { stagedFiles } from "./staged-files.ts";

const GONE = "false: Invalid upload handler.";
const INCOMPLETE = "false: The upload is not complete.";

const newPath = () => `/Library/inbox/${randomUUID()}.txt`;

/** What a finalize says to a handler that was prepared so. */
const finalized =
  (prepare: (session: Session) => Promise<string>, ticket?: (session: Session) => string) =>
  async (session: Session) =>
    say(await session.finalize(await prepare(session), newPath(), ticket?.(session)));

const filled = (session: Session) => session.filled("content");

const unfinished = async (session: Session) => {
  const id = await session.create();
  await session.chunk(id, "content");
  return id;
};

export const FINALIZE_UPLOAD_ROWS: Readonly<
  Record<(typeof FINALIZE_UPLOAD_FAULTS)[number]["name"], Row>
> = {
  "finalize-drops-last-byte": [
    async (session) => {
      const path = newPath();
      await session.finalize(await filled(session), path);
      return session.read(path);
    },
    "content",
    "conten",
  ],
  "finalize-keeps-handler": [
    finalized(async (session) => {
      const id = await filled(session);
      await session.finalize(id, newPath());
      return id;
    }),
    GONE,
    "true",
  ],
  "finalize-leaves-staged-file": [
    async (session) => {
      const id = await filled(session);
      await session.finalize(id, newPath());
      return stagedFiles(session, id);
    },
    "0",
    "1",
  ],
  "finalize-accepts-incomplete": [finalized(unfinished), INCOMPLETE, "true"],
  "finalize-ignores-ticket": [
    finalized(filled, () => NEVER_ISSUED),
    "false: [901] Session expired or Invalid ticket",
    "true",
  ],
  "finalize-ignores-owner": [finalized(filled, ({ bob }) => bob), GONE, "true"],
  "finalize-accepts-non-guid": [finalized(async () => "x"), GONE, "true"],
  "finalize-with-comment-keeps-handler": [
    finalized(async (session) => {
      const id = await filled(session);
      await session.client.post("UploadDocumentWithHandler1", {
        authenticationTicket: session.alice,
        path: newPath(),
        uploadHandler: id,
        versionComments: "first",
      });
      return id;
    }),
    GONE,
    "true",
  ],
  "finalize-new-document-accepts-incomplete": [
    async (session) =>
      say(
        await session.client.post("UploadNewDocumentWidthHandler", {
          authenticationTicket: session.alice,
          folderPath: "/Library/inbox",
          documentName: `${randomUUID()}.txt`,
          uploadHandler: await unfinished(session),
          xmlParameters: "",
        }),
      ),
    INCOMPLETE,
    "true",
  ],
  "finalize-is-not-exclusive": [
    (session) => untilSeen(() => finalizeTwiceAtOnce(session), "1 of 2"),
    "1 of 2",
    "2 of 2",
  ],
};

async function finalizeTwiceAtOnce(session: Session): Promise<string> {
  const id = await filled(session);
  const answers = await Promise.all([
    session.finalize(id, newPath()),
    session.finalize(id, newPath()),
  ]);
  return `${answers.filter((answer) => say(answer) === "true").length} of 2`;
}
