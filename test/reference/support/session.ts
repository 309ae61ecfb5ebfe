import { crc32 } from "node:zlib";
import {
  type ReferenceOptions,
  type ReferenceServer,
  startReferenceServer,
} from "../../../reference/server.ts";
import { say, type XmlAnswer } from "./answer.ts";
import { type Client, connect, type Headers } from "./client.ts";

/** A server with both users logged in, and the ways of speaking to it that tests share. */
export interface Session {
  readonly server: ReferenceServer;
  readonly client: Client;
  readonly alice: string;
  readonly bob: string;
  /** Moves the server's clock on. */
  readonly wait: (milliseconds: number) => void;
  readonly create: (ticket?: string) => Promise<string>;
  readonly chunk: (id: string, bytes: string | Buffer, how?: ChunkOptions) => Promise<XmlAnswer>;
  /** A handler that holds these bytes and is ready for finalizing. */
  readonly filled: (bytes: string | Buffer) => Promise<string>;
  readonly finalize: (id: string, path: string, ticket?: string) => Promise<XmlAnswer>;
  /** The text of a document, `no document` for an empty one, or what the server says instead. */
  readonly read: (path: string) => Promise<string>;
  readonly dropUpload: (id: string, ticket?: string) => Promise<XmlAnswer>;
  readonly stage: (ticket?: string) => Promise<string>;
  readonly download: (id: string, offset?: number, ticket?: string) => Promise<XmlAnswer>;
  readonly dropDownload: (id: string, ticket?: string) => Promise<XmlAnswer>;
  readonly close: () => Promise<void>;
}

export interface ChunkOptions {
  readonly last?: boolean;
  readonly crc?: string;
  readonly ticket?: string;
  readonly multipart?: boolean;
}

/** A GUID that no server issues. */
export const NEVER_ISSUED = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

/** The chunk size of every handler that tests create, in bytes. */
export const CHUNK = 262_144;

/** Starts a server and logs both users in. */
export async function open(options: ReferenceOptions = {}): Promise<Session> {
  let now = Date.UTC(2030, 0, 1);
  const server = await startReferenceServer({ clock: () => now, ...options });
  const session = await logIn(server, (milliseconds) => {
    now += milliseconds;
  });
  return {
    ...session,
    close: async () => {
      await session.close();
      await server.close();
    },
  };
}

/** Both users on a server that runs already; closing leaves it running. */
export async function logIn(server: ReferenceServer, wait: Session["wait"]): Promise<Session> {
  const client = connect(server);
  const { owner, stranger } = server.inforouter.users;
  const alice = await ticketOf(client, owner);
  const bob = await ticketOf(client, stranger);
  const authenticationTicket = alice;
  const create: Session["create"] = async (ticket = alice) => {
    const params = { authenticationTicket: ticket, PreferedChunkSize: CHUNK };
    const answer = await client.get("CreateUploadHandler", params);
    return answer.attributes["UploadHandler"] ?? say(answer);
  };
  const chunk: Session["chunk"] = (id, content, how = {}) => {
    const bytes = Buffer.from(content);
    const params = {
      authenticationTicket: how.ticket ?? alice,
      uploadHandler: id,
      chunkHEXCRC: how.crc ?? hexCrc(bytes),
      lastChunk: how.last ?? false,
    };
    if (!how.multipart) {
      return client.post("UploadFileChunk", { ...params, fileChunk: bytes.toString("base64") });
    }
    return client.xml(
      "POST",
      "/srv.asmx/UploadFileChunk",
      ...multipart(params, "fileChunk", bytes),
    );
  };
  return {
    server,
    client,
    alice,
    bob,
    wait,
    create,
    chunk,
    filled: async (bytes) => {
      const id = await create();
      await chunk(id, bytes, { last: true });
      return id;
    },
    finalize: (id, path, ticket = alice) =>
      client.post("UploadDocumentWithHandler", {
        authenticationTicket: ticket,
        path,
        uploadHandler: id,
      }),
    read: async (Path) => {
      const answer = await client.get("DownloadDocument", { authenticationTicket, Path });
      const text = answer.root === "" ? document(answer).toString("latin1") : say(answer);
      return text === "" ? "no document" : text;
    },
    dropUpload: (id, ticket = alice) =>
      client.get("DeleteUploadHandler", { authenticationTicket: ticket, UploadHandler: id }),
    stage: async (ticket = alice) => {
      const Path = server.inforouter.documents.readable;
      const params = { AuthenticationTicket: ticket, Path, PreferedChunkSize: CHUNK };
      const answer = await client.get("GetDownloadHandler", params);
      return answer.attributes["downloadhandler"] ?? say(answer);
    },
    download: (id, offset = 0, ticket = alice) =>
      client.get("DownloadFileChunk", {
        authenticationTicket: ticket,
        DownloadHandler: id,
        StartOffset: offset,
        ChunkSize: CHUNK,
      }),
    dropDownload: (id, ticket = alice) =>
      client.get("DeleteDownloadHandler", { authenticationTicket: ticket, DownloadHandler: id }),
    close: () => client.close(),
  };
}

/** The bytes of a document, which ASMX wraps into an element, and others into a string of JSON. */
function document({ body, contentType }: XmlAnswer): Buffer {
  if (contentType.startsWith("application/json")) {
    return Buffer.from(JSON.parse(body.toString()) as string, "base64");
  }
  const wrapped = /<base64Binary[^>]*>([^<]*)</.exec(body.toString("latin1"))?.[1];
  return wrapped === undefined ? body : Buffer.from(wrapped, "base64");
}

async function ticketOf(client: Client, { uid, pwd }: { uid: string; pwd: string }) {
  const answer = await client.post("AuthenticateUser", { UID: uid, PWD: pwd });
  return answer.attributes["ticket"] ?? say(answer);
}

/** CRC-32 as the documents write it. */
export function hexCrc(bytes: Buffer): string {
  return crc32(bytes).toString(16).toUpperCase();
}

/** Headers and body of a form with one binary part. */
export function multipart(
  fields: Readonly<Record<string, string | number | boolean>>,
  name: string,
  bytes: Buffer,
): readonly [Headers, Buffer] {
  const boundary = "assay-test-boundary";
  const parts = Object.entries(fields).map(
    ([key, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="chunk.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(parts.join("") + head),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return [{ "content-type": `multipart/form-data; boundary=${boundary}` }, body];
}
