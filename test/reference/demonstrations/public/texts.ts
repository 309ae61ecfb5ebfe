import type { PUBLIC_TEXTS } from "../../../../reference/faults/public/texts.ts";
import { say } from "../../support/answer.ts";
import type { Session } from "../../support/session.ts";
import { base64, create, head, told } from "../../support/tus.ts";
import { createUpload, list, readList } from "../../support/uploads.ts";
import type { Row } from "../demonstration.ts";

/** By which name an upload is listed that was created with another. */
export const listedAs = (filename: string) => async (session: Session) => {
  const { upload_id: id } = await createUpload(session, undefined, filename);
  return (await list(session)).find(({ upload_id }) => upload_id === id)?.filename ?? "not listed";
};

/** What a chunk size that is none is answered. */
export const saidTo =
  (text: string) =>
  async ({ client, alice }: Session) =>
    say(
      await client.post("CreateUploadHandler", {
        authenticationTicket: alice,
        PreferedChunkSize: text,
      }),
    );

const NOT_AN_INT = "false: PreferedChunkSize is not of type int: ";

export const PUBLIC_TEXTS_ROWS: Readonly<Record<(typeof PUBLIC_TEXTS)[number]["name"], Row>> = {
  "listed-name-is-percent-encoded": [listedAs("a b.json"), "a b.json", "a%20b.json"],
  "listed-name-is-escaped-for-html": [listedAs("a&b.json"), "a&b.json", "a&amp;b.json"],
  "listed-name-is-read-as-latin1": [listedAs("\u00e4.json"), "\u00e4.json", "\u00c3\u00a4.json"],
  "error-text-is-escaped-first": [saidTo("a&b"), `${NOT_AN_INT}a&b`, `${NOT_AN_INT}a&amp;b`],
  "download-name-has-entities": [
    async ({ client, alice }) => {
      const path = "/Library/inbox/a&b.bin";
      const fileContent = Buffer.from("content").toString("base64");
      await client.post("UploadDocument", { authenticationTicket: alice, path, fileContent });
      const query = new URLSearchParams({ authenticationTicket: alice, Path: path });
      const { headers } = await client.api("GET", `/srv.asmx/DownloadDocument?${query}`);
      return String(headers["content-disposition"]);
    },
    "attachment; filename*=UTF-8''a%26b.bin",
    "attachment; filename*=UTF-8''a%26amp%3Bb.bin",
  ],
  "metadata-name-loses-letters": [
    async (session) => {
      const metadata = `filename ${base64("\u00e4")}`;
      const upload = { "upload-length": "1", "upload-metadata": metadata };
      const { headers } = await create(session, upload);
      const { pathname } = new URL(String(headers["location"]));
      return told(await head(session, pathname), "Upload-Metadata");
    },
    `200, Upload-Metadata filename ${base64("\u00e4")}`,
    `200, Upload-Metadata filename ${base64("_")}`,
  ],
  "api-json-length-counts-characters": [
    async (session) => {
      await createUpload(session, undefined, "p\u0159\u00edloha.json");
      return readList(session);
    },
    "JSON",
    "no JSON",
  ],
};
