import type { ApiAnswer } from "./client.ts";
import { multipart, type Session } from "./session.ts";

/** Who asks: the owner's key unless said otherwise; null leaves the header out. */
export interface DeleteOptions {
  readonly key?: string | null;
  readonly id?: string | null;
}

export interface Created {
  readonly upload_id: string;
  readonly upload: { readonly url: string; readonly fields: Readonly<Record<string, string>> };
}

/** A pending upload of the owner, or of whom the key belongs to. */
export async function createUpload(
  { client, server }: Session,
  key?: string,
  filename = "data.json",
): Promise<Created> {
  const headers = { "x-api-key": key ?? server.apidatatools.keys.owner };
  const { text } = await client.api("POST", "/upload-api", headers, JSON.stringify({ filename }));
  return JSON.parse(text) as Created;
}

/** Posts a file to the form of an upload. */
export function postFile(
  { client }: Session,
  { upload }: Created,
  bytes: Buffer,
): Promise<ApiAnswer> {
  const [headers, body] = multipart(upload.fields, "file", bytes);
  return client.api("POST", new URL(upload.url).pathname, headers, body);
}

export function deleteUpload(session: Session, options: DeleteOptions): Promise<ApiAnswer> {
  const { key = session.server.apidatatools.keys.owner, id } = options;
  const headers = {
    ...(key === null ? {} : { "x-api-key": key }),
    ...(id === null || id === undefined ? {} : { "x-upload-id": id }),
  };
  return session.client.api("DELETE", "/delete-upload-api", headers);
}

/** The caller's uploads as the list call shows them. */
export async function list({ client, server }: Session, key?: string): Promise<readonly Listed[]> {
  const headers = { "x-api-key": key ?? server.apidatatools.keys.owner };
  const { text } = await client.api("GET", "/list-uploads-api", headers);
  return (JSON.parse(text) as { uploads: readonly Listed[] }).uploads;
}

export interface Listed {
  readonly upload_id: string;
  readonly user_id: string;
  readonly status: string;
  readonly filename: string;
  readonly s3_key: string;
  readonly file_size: number | null;
}

/** Whether the list is JSON that can be read. */
export async function readList({ client, server }: Session): Promise<string> {
  const headers = { "x-api-key": server.apidatatools.keys.owner };
  const { text } = await client.api("GET", "/list-uploads-api", headers);
  try {
    JSON.parse(text);
    return "JSON";
  } catch {
    return "no JSON";
  }
}
