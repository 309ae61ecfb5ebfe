import { randomUUID } from "node:crypto";
import { crc32 } from "node:zlib";
import type { CONTENT_FAULTS } from "../../../reference/faults/contents.ts";
import { say } from "../support/answer.ts";
import { envelope, XML } from "../support/client.ts";
import { hexCrc, multipart, type Session } from "../support/session.ts";
import type { Row } from "./demonstration.ts";

const TEXT = "two lines\r\n \n";
const BUFFER = 8192;

/** The document that comes of one chunk. */
const document = (bytes: Buffer) => async (session: Session) => {
  const path = `/Library/inbox/${randomUUID()}.txt`;
  const answer = await session.finalize(await session.filled(bytes), path);
  return say(answer) === "true" ? session.read(path) : say(answer);
};

/** What a chunk is answered. */
const chunk = (bytes: Buffer, crc: string) => async (session: Session) => {
  const answer = await session.chunk(await session.create(), bytes, { crc });
  return answer.attributes["tryagain"] === "true" ? "try again" : say(answer);
};

/** What a server says to a body of that many bytes whose parameters are right. */
const body = (size: number) => async (session: Session) => {
  const handler = await session.create();
  const form = `authenticationTicket=${session.alice}&uploadHandler=${handler}&chunkHEXCRC=1&lastChunk=true&fileChunk=`;
  const response = await fetch(`${session.server.inforouter.baseUrl}/UploadFileChunk`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.padEnd(size, "A"),
  });
  await response.text();
  return String(response.status);
};

/** The document that UploadDocument makes under a name. */
const named = (name: string) => async (session: Session) => {
  const path = `/Library/inbox/${randomUUID()}-${name}`;
  const fileContent = Buffer.from(TEXT).toString("base64");
  const params = { authenticationTicket: session.alice, path, fileContent };
  await session.client.post("UploadDocument", params);
  return session.read(path);
};

/** The document of an emoji that a SOAP message wrote as a reference. */
export const spelled = async (session: Session) => {
  const path = `/Library/inbox/${randomUUID()}-`;
  const fileContent = Buffer.from(TEXT).toString("base64");
  const params = { authenticationTicket: session.alice, path: `${path}HERE`, fileContent };
  const message = envelope("UploadDocument", params).replace("HERE", "&#x1F600;");
  await session.client.xml("POST", "/srv.asmx", XML, message);
  return session.read(`${path}\u{1f600}`);
};

/** The document that UploadDocument makes of a raw part of a form. */
export const inPart = (text: string) => async (session: Session) => {
  const path = `/Library/inbox/${randomUUID()}.txt`;
  const params = { authenticationTicket: session.alice, path };
  const form = multipart(params, "fileContent", Buffer.from(text));
  await session.client.xml("POST", "/srv.asmx/UploadDocument", ...form);
  return session.read(path);
};

/** What a chunk in a raw part of a form is answered. */
const chunkInPart = (text: string) => async (session: Session) => {
  const answer = await session.chunk(await session.create(), text, { multipart: true });
  return answer.attributes["tryagain"] === "true" ? "try again" : say(answer);
};

/** What UploadDocument answers that makes a document. */
export const uploaded = ({ client, alice }: Session) => {
  const path = `/Library/inbox/${randomUUID()}.txt`;
  const fileContent = Buffer.from(TEXT).toString("base64");
  return client.post("UploadDocument", { authenticationTicket: alice, path, fileContent });
};

const NEGATIVE = Buffer.from("a");

export const CONTENT_ROWS: Readonly<Record<(typeof CONTENT_FAULTS)[number]["name"], Row>> = {
  "chunk-text-is-trimmed": [document(Buffer.from(TEXT)), TEXT, "two lines"],
  "chunk-is-decoded-as-utf-8": [
    document(Buffer.from([0x61, 0xff, 0x62])),
    "a\xffb",
    Buffer.from("a\ufffdb").toString("latin1"),
  ],
  "chunk-loses-byte-after-buffer": [
    async (session) => String((await document(Buffer.alloc(BUFFER + 1, "a"))(session)).length),
    "8193",
    "8192",
  ],
  "chunk-crc-is-signed": [chunk(NEGATIVE, hexCrc(NEGATIVE)), "true", "try again"],
  "chunk-crc-zero-is-none": [chunk(NEGATIVE, "0"), "try again", "true"],
  "chunk-crc-compares-half": [
    chunk(NEGATIVE, ((crc32(NEGATIVE) ^ 0x10_00_00) >>> 0).toString(16)),
    "try again",
    "true",
  ],
  "upload-document-text-is-trimmed": [
    async (session) => {
      const path = `/Library/inbox/${randomUUID()}.txt`;
      const fileContent = Buffer.from(TEXT).toString("base64");
      const params = { authenticationTicket: session.alice, path, fileContent };
      await session.client.post("UploadDocument", params);
      return session.read(path);
    },
    TEXT,
    "two lines",
  ],
  "upload-document-base64-ends-at-line-end": [
    async (session) => {
      const path = `/Library/inbox/${randomUUID()}.txt`;
      const params = { authenticationTicket: session.alice, path, fileContent: "YWJj\r\nZGVm" };
      await session.client.post("UploadDocument", params);
      return session.read(path);
    },
    "abcdef",
    "abc",
  ],
  "upload-document-part-loses-final-line-end": [inPart("a\r\n\r\n"), "a\r\n\r\n", "a"],
  "chunk-part-loses-final-line-end": [chunkInPart("a\r\n\r\n"), "true", "try again"],
  "upload-document-name-loses-plus": [named("a+b"), TEXT, "no document"],
  "soap-reference-above-ffff-is-replaced": [spelled, TEXT, "no document"],
  "upload-document-omits-document-id": [
    async (session) => ((await uploaded(session)).attributes["DocumentId"] ? "a number" : "none"),
    "a number",
    "none",
  ],
  "upload-document-name-is-decoded": [named("a%41b"), TEXT, "no document"],
  "download-chunk-text-is-trimmed": [
    async (session) => {
      const Path = `/Library/inbox/${randomUUID()}.txt`;
      await session.finalize(await session.filled(TEXT), Path);
      const params = { AuthenticationTicket: session.alice, Path, PreferedChunkSize: 0 };
      const { attributes } = await session.client.get("GetDownloadHandler", params);
      const { text } = await session.download(attributes["downloadhandler"] ?? "");
      return Buffer.from(text, "base64").toString();
    },
    TEXT,
    "two lines",
  ],
  "bodies-over-four-megabytes-are-refused": [body(4 * 1024 * 1024 + 1), "200", "413"],
  "bodies-over-thirty-million-are-refused": [body(30_000_001), "200", "413"],
};
