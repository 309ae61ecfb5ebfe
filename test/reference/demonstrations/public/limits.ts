import type { PUBLIC_LIMITS } from "../../../../reference/faults/public/limits.ts";
import { say } from "../../support/answer.ts";
import { CHUNK, hexCrc, type Session } from "../../support/session.ts";
import type { Row } from "../demonstration.ts";
import { largeChunk } from "../large-chunk.ts";
import { completedLate } from "../tus-creation.ts";

/** What is said to a chunk of so many bytes, of a handler that takes as many. */
const chunk = (length: number) => async (session: Session) => {
  const params = { authenticationTicket: session.alice, PreferedChunkSize: length };
  const { attributes } = await session.client.get("CreateUploadHandler", params);
  const answer = await session.chunk(attributes["UploadHandler"] ?? "", Buffer.alloc(length, 7));
  return attribute(answer);
};

const attribute = (answer: Awaited<ReturnType<Session["chunk"]>>) =>
  answer.attributes["tryagain"] === "true" ? "try again" : say(answer);

/** So many bytes have base64 of 4/3 of them, and slashes take more still. */
const MIB = 1024 * 1024;

export const PUBLIC_LIMITS_ROWS: Readonly<Record<(typeof PUBLIC_LIMITS)[number]["name"], Row>> = {
  "large-chunk-crc-reads-on": [largeChunk, "right, false", "wrong, false"],
  "body-over-30000000-is-404": [chunk(23 * MIB), "true", "HTTP 404"],
  "body-over-4-mib-is-500": [chunk(4 * MIB), "true", "HTTP 500"],
  "body-over-1-mib-is-413": [chunk(MIB), "true", "HTTP 413"],
  "soap-message-over-64-kib-is-400": [
    async (session) => {
      const bytes = Buffer.alloc(65_536);
      const params = { authenticationTicket: session.alice, uploadHandler: await session.create() };
      const chunk = { fileChunk: bytes.toString("base64"), chunkHEXCRC: hexCrc(bytes) };
      const asked = { ...params, ...chunk, lastChunk: false };
      return say(await session.client.soap("UploadFileChunk", asked));
    },
    "true",
    "HTTP 400",
  ],
  "tus-small-deferred-upload-cannot-be-completed": [completedLate, "204", "500"],
  "field-over-1-mib-is-cut": [chunk(MIB), "true", "try again"],
  "last-chunk-of-exact-size-is-refused": [
    async (session) => {
      const id = await session.create();
      return say(await session.chunk(id, Buffer.alloc(CHUNK), { last: true }));
    },
    "true",
    "false: The chunk is too large.",
  ],
  "asked-size-overflows": [
    async ({ client, alice }) => {
      const params = { authenticationTicket: alice, PreferedChunkSize: 2 ** 31 - 1 };
      const answer = await client.get("CreateUploadHandler", params);
      return answer.attributes["ChunkSize"] ?? say(answer);
    },
    "33554432",
    "262144",
  ],
  "empty-document-is-refused": [
    async ({ client, alice }) => {
      const params = { authenticationTicket: alice, path: "/Library/inbox/empty.bin" };
      return say(await client.post("UploadDocument", { ...params, fileContent: "" }));
    },
    "true",
    "false: The file is empty.",
  ],
};
