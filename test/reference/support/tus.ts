import { createHash } from "node:crypto";
import { connect as openSocket } from "node:net";
import type { ApiAnswer, Client, Headers } from "./client.ts";

/** Whoever has a client: a session, or less. */
export interface Tussing {
  readonly client: Pick<Client, "api">;
  readonly server: { readonly url: string };
}

export const VERSION: Headers = { "tus-resumable": "1.0.0" };
export const BYTES: Headers = { "content-type": "application/offset+octet-stream" };

/** Any request of the protocol. */
export function tus(
  { client }: Tussing,
  method: string,
  path: string,
  headers: Headers = {},
  body?: string | Buffer,
): Promise<ApiAnswer> {
  return client.api(method, path, { ...VERSION, ...headers }, body);
}

export async function create(
  who: Tussing,
  headers: Headers = { "upload-length": "11" },
  body?: string | Buffer,
): Promise<ApiAnswer> {
  return tus(who, "POST", "/files", headers, body);
}

/** The path of a new upload. */
export async function made(
  who: Tussing,
  headers?: Headers,
  body?: string | Buffer,
): Promise<string> {
  return pathIn(await create(who, headers, body));
}

export function pathIn({ headers }: ApiAnswer): string {
  return new URL(String(headers["location"]), "http://localhost").pathname;
}

export function patch(
  who: Tussing,
  path: string,
  offset: number,
  body: string | Buffer,
  headers: Headers = {},
): Promise<ApiAnswer> {
  return tus(who, "PATCH", path, { ...BYTES, "upload-offset": String(offset), ...headers }, body);
}

export function head(who: Tussing, path: string, headers: Headers = {}): Promise<ApiAnswer> {
  return tus(who, "HEAD", path, headers);
}

export function remove(who: Tussing, path: string, headers: Headers = {}): Promise<ApiAnswer> {
  return tus(who, "DELETE", path, headers);
}

/** What is kept of an upload, as text, or the status where it cannot be read. */
export async function stored(who: Tussing, path: string): Promise<string> {
  const { status, text } = await who.client.api("GET", path);
  return status === 200 ? text : String(status);
}

/** A complete upload of these bytes. */
export async function whole(who: Tussing, bytes: string, headers: Headers = {}): Promise<string> {
  const path = await made(who, { "upload-length": String(Buffer.byteLength(bytes)), ...headers });
  await patch(who, path, 0, bytes);
  return path;
}

/** Status and some headers, in one line; a header that is not there is left out. */
export function told({ status, headers }: ApiAnswer, ...names: readonly string[]): string {
  const lines = names.flatMap((name) => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? [] : [`${name} ${value}`];
  });
  return [status, ...lines].join(", ");
}

/** The offset that HEAD tells. */
export async function offsetOf(who: Tussing, path: string): Promise<string> {
  return String((await head(who, path)).headers["upload-offset"]);
}

export function sha1(text: string): string {
  return `sha1 ${createHash("sha1").update(text).digest("base64")}`;
}

export function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/**
 * Sends the head of a PATCH and a part of its body; `end` goes away without the rest, `finish` sends it and
 * waits for the answer.
 */
export async function slowPatch(
  { server }: Tussing,
  path: string,
  { announced, bytes, offset = 0 }: { announced: number; bytes: Buffer; offset?: number },
): Promise<{
  readonly end: () => Promise<void>;
  readonly finish: (rest: Buffer) => Promise<string>;
}> {
  const { hostname, port } = new URL(server.url);
  const socket = openSocket(Number(port), hostname);
  socket.on("error", () => undefined);
  const lines = [
    `PATCH ${path} HTTP/1.1`,
    `Host: ${hostname}`,
    "Tus-Resumable: 1.0.0",
    "Content-Type: application/offset+octet-stream",
    `Upload-Offset: ${offset}`,
    `Content-Length: ${announced}`,
    "Connection: close",
  ];
  await new Promise<void>((resolve) =>
    socket.write(`${lines.join("\r\n")}\r\n\r\n`, () => resolve()),
  );
  await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
  return {
    end: () =>
      new Promise((resolve) => {
        socket.on("close", () => resolve());
        socket.destroySoon();
      }),
    finish: (rest) =>
      new Promise((resolve) => {
        let answer = "";
        socket.on("data", (piece) => {
          answer += piece.toString("latin1");
        });
        socket.on("close", () => resolve(answer.split("\r\n")[0] ?? ""));
        socket.write(rest);
      }),
  };
}

/** Sends 3000 of 10000 bytes and goes away. */
export async function breakOff(who: Tussing, path: string, size = 3000): Promise<void> {
  const bytes = Buffer.alloc(size, "x");
  const sent = await slowPatch(who, path, { announced: size + 7000, bytes });
  await new Promise((resolve) => setTimeout(resolve, size > 3000 ? 300 : 50));
  await sent.end();
}
