import { randomUUID } from "node:crypto";
import type { EDITION_FAULTS } from "../../../reference/faults/editions.ts";
import { say } from "../support/answer.ts";
import { NEVER_ISSUED, type Session } from "../support/session.ts";
import type { Row } from "./demonstration.ts";

const pathOf = () => `/Library/inbox/${randomUUID()}.txt`;

/** How a document comes over GET. */
const form = async ({ client, alice }: Session) => {
  const params = { authenticationTicket: alice, Path: "/Library/sample.bin" };
  const { contentType } = await client.get("DownloadDocument", params);
  return contentType.startsWith("application/json") ? "JSON" : "bytes";
};

/** The HTTP status of a download that fails. */
const failure = async ({ client, alice }: Session) => {
  const params = { authenticationTicket: alice, Path: "/Library/none.bin" };
  return `HTTP ${(await client.get("DownloadDocument", params)).status}`;
};

const worked = (said: string) => (said.startsWith("true") ? "accepted" : "refused");

/** What a second upload to the path of the first gets. */
const again = async (session: Session) => {
  const path = pathOf();
  await session.finalize(await session.filled("one"), path);
  return worked(say(await session.finalize(await session.filled("two"), path)));
};

const withoutParameters = async (session: Session) => {
  const answer = await session.client.post("UploadNewDocumentWidthHandler", {
    authenticationTicket: session.alice,
    folderPath: "/Library/inbox",
    documentName: `${randomUUID()}.txt`,
    uploadHandler: await session.filled("one"),
    xmlParameters: "",
  });
  return `HTTP ${answer.status}`;
};

const create = (params: Readonly<Record<string, string | number>>) => async (session: Session) =>
  worked(say(await session.client.get("CreateUploadHandler", params)));

export const EDITION_ROWS: Readonly<Record<(typeof EDITION_FAULTS)[number]["name"], Row>> = {
  "download-document-comes-in-json": [form, "bytes", "JSON"],
  "download-document-comes-as-bytes": [form, "JSON", "bytes"],
  "download-failure-has-a-status": [failure, "HTTP 200", "HTTP 404"],
  "download-failure-is-empty": [failure, "HTTP 404", "HTTP 200"],
  "create-looks-at-ticket": [
    create({ authenticationTicket: NEVER_ISSUED, PreferedChunkSize: 0 }),
    "accepted",
    "refused",
  ],
  "create-needs-size": [
    (session) => create({ authenticationTicket: session.alice })(session),
    "accepted",
    "refused",
  ],
  "finalize-refuses-existing": [again, "accepted", "refused"],
  "finalize-makes-version": [again, "refused", "accepted"],
  "empty-parameters-are-refused": [withoutParameters, "HTTP 200", "HTTP 400"],
  "empty-parameters-are-accepted": [withoutParameters, "HTTP 400", "HTTP 200"],
};
