import { randomUUID } from "node:crypto";
import { say } from "../support/answer.ts";
import type { Session } from "../support/session.ts";

/**
 * What is read of a document that was written several times by UploadDocument, or by finalizing: the latest as
 * a whole, what GetDownloadHandler stages of it each time, the last one here, or a version by its number.
 */
export async function written(
  session: Session,
  texts: readonly string[],
  what: "latest" | "staged" | number,
  by: "upload" | "finalize" = "upload",
): Promise<string> {
  const path = `/Library/inbox/${randomUUID()}.txt`;
  let staged = "";
  for (const text of texts) {
    if (by === "upload") await upload(session, path, text);
    else await session.finalize(await session.filled(Buffer.from(text)), path);
    if (what === "staged") staged = await stage(session, "GetDownloadHandler", { Path: path });
  }
  if (what === "latest") return session.read(path);
  if (what === "staged") return staged;
  return versionOf(session, path, what);
}

/** What a version of a document holds. */
export function versionOf(session: Session, path: string, number: number): Promise<string> {
  return stage(session, "GetDownloadHandlerByVersion", { Path: path, VersionNumber: number });
}

export async function upload(
  { client, alice }: Session,
  path: string,
  text: string,
): Promise<void> {
  const fileContent = Buffer.from(text).toString("base64");
  await client.post("UploadDocument", { authenticationTicket: alice, path, fileContent });
}

let folders = 0;

/** What is in a document beside a folder that is deleted, whose name begins as that of the folder. */
export const besideDeletedFolder = async (session: Session): Promise<string> => {
  const Path = `/Library/inbox/folder${++folders}`;
  const params = { authenticationTicket: session.alice, Path };
  await session.client.get("CreateFolder", params);
  await upload(session, `${Path}.txt`, "beside");
  await session.client.get("DeleteFolder", params);
  return session.read(`${Path}.txt`);
};

async function stage(
  { client, alice }: Session,
  operation: string,
  params: Readonly<Record<string, string | number>>,
): Promise<string> {
  const asked = { AuthenticationTicket: alice, PreferedChunkSize: 0, ...params };
  const answer = await client.get(operation, asked);
  const handler = answer.attributes["downloadhandler"];
  if (handler === undefined) return say(answer);
  const part = { DownloadHandler: handler, StartOffset: 0, ChunkSize: 1000 };
  const { text } = await client.get("DownloadFileChunk", { authenticationTicket: alice, ...part });
  return Buffer.from(text, "base64").toString();
}
