import { randomUUID } from "node:crypto";
import { zipSync } from "fflate";
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

const ARCHIVE = Buffer.from(zipSync({ "below/a.txt": Buffer.from("content") }));

const newDocument = async (session: Session, documentName: string) =>
  say(
    await session.client.post("UploadNewDocumentWidthHandler", {
      authenticationTicket: session.alice,
      folderPath: "/Library/inbox",
      documentName,
      uploadHandler: await filled(session),
      xmlParameters: "",
    }),
  );

/** What a finalize with this version says. */
const versioned = (mpVersionMajor: number) => async (session: Session) =>
  say(
    await session.client.post("UploadDocumentWithHandler2", {
      authenticationTicket: session.alice,
      path: newPath(),
      uploadHandler: await filled(session),
      mpVersionMajor,
      mpVersionMinor: 0,
      mpVersionRevision: 0,
    }),
  );

const unzipped = async (session: Session, uploadHandler: string, folderPath = "/Library/inbox") => {
  const authenticationTicket = session.alice;
  await session.client.post("CreateFolder", { authenticationTicket, Path: folderPath });
  const answer = await session.client.post("UploadZipWithHandler", {
    authenticationTicket,
    folderPath,
    uploadHandler,
    changedOnly: false,
    checkOutCheckIn: false,
    sendEmail: false,
  });
  return say(answer);
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
  "finalize-omits-version-id": [
    async (session) => {
      const { attributes } = await session.finalize(await filled(session), newPath());
      return attributes["VersionId"] === undefined ? "none" : "a version";
    },
    "a version",
    "none",
  ],
  "finalize-names-another-document": [
    async (session) => {
      const { attributes } = await session.finalize(await filled(session), newPath());
      const text = await session.read(`~D${attributes["DocumentId"]}`);
      return text === "content" ? text : "another";
    },
    "content",
    "another",
  ],
  "finalize-creates-folder": [
    async (session) => {
      const path = `/Library/${randomUUID()}/a.txt`;
      return say(await session.finalize(await filled(session), path));
    },
    "false: The folder was not found.",
    "true",
  ],
  "finalize-new-document-refuses-ampersand": [
    (session) => newDocument(session, `${randomUUID()} a&b.txt`),
    "true",
    "false: The name holds a character that is not allowed.",
  ],
  "finalize-new-document-makes-version": [
    async (session) => {
      const documentName = `${randomUUID()}.txt`;
      await newDocument(session, documentName);
      return newDocument(session, documentName);
    },
    "false: A document of this name already exists.",
    "true",
  ],
  "finalize-needs-comment": [
    async (session) =>
      say(
        await session.client.post("UploadDocumentWithHandler1", {
          authenticationTicket: session.alice,
          path: newPath(),
          uploadHandler: await filled(session),
        }),
      ),
    "true",
    "false: Missing parameter: versionComments.",
  ],
  "finalize-accepts-label-out-of-range": [
    versioned(2401),
    "false: A part of the version number is out of range.",
    "true",
  ],
  "finalize-refuses-greatest-label": [
    versioned(2400),
    "true",
    "false: A part of the version number is out of range.",
  ],
  "upload-zip-loses-last-byte": [
    async (session) => {
      const folder = `/Library/inbox/${randomUUID()}`;
      await unzipped(session, await session.filled(ARCHIVE), folder);
      return session.read(`${folder}/below/a.txt`);
    },
    "content",
    "conten",
  ],
  "upload-zip-keeps-handler": [
    async (session) => {
      const id = await session.filled(ARCHIVE);
      await unzipped(session, id);
      return unzipped(session, id);
    },
    GONE,
    "true",
  ],
  "upload-zip-takes-anything": [
    async (session) => unzipped(session, await filled(session)),
    "false: The upload is no zip archive.",
    "true",
  ],
  "upload-tiff-takes-anything": [
    async ({ client, alice }) =>
      say(
        await client.get("UploadTiffAsPDFWithHandler", {
          authenticationTicket: alice,
          path: newPath(),
          uploadHandler: NEVER_ISSUED,
        }),
      ),
    "false: Invalid upload handler.",
    "true",
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
