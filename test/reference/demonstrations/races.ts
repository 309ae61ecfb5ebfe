import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { RACE_FAULTS } from "../../../reference/faults/races.ts";
import { say } from "../support/answer.ts";
import { CHUNK, hexCrc, NEVER_ISSUED, type Session } from "../support/session.ts";
import { type Row, untilSeen } from "./demonstration.ts";
import { downloadsAtOnce } from "./downloads-at-once.ts";
import { stagedFiles } from "./staged-files.ts";
import { atOnceAt, versionsAtOnce } from "./written-at-once.ts";

const GONE = "false: Invalid upload handler.";
/** Creates of which one is a duplicate on the broken server. */
const CREATES = 500;

let count = 0;
const newPath = () => `/Library/inbox/race-${++count}.txt`;

export const RACE_ROWS: Readonly<Record<(typeof RACE_FAULTS)[number]["name"], Row>> = {
  "create-duplicates-one-in-500": [
    async (session) => {
      const ids = new Set<string>();
      for (let made = 0; made < CREATES; made++) ids.add(await session.create());
      return String(ids.size);
    },
    "500",
    "499",
  ],
  "chunks-share-a-buffer": [
    (session) =>
      untilSeen(async () => {
        const ids = [await session.create(), await session.create()];
        const texts = ["one", "two"];
        await Promise.all(
          ids.map((id, index) => session.chunk(id, texts[index] ?? "", { last: true })),
        );
        const read = ids.map(async (id) => {
          const path = `/Library/inbox/${id}.txt`;
          await session.finalize(id, path);
          return session.read(path);
        });
        return (await Promise.all(read)).join() === texts.join() ? "each its own" : "mixed up";
      }, "each its own"),
    "each its own",
    "mixed up",
  ],
  "user-of-last-call-is-used": [
    (session) =>
      untilSeen(async () => {
        const users = [session.alice, session.bob];
        // One after the other, so that each has its own.
        const made = [await session.create(session.alice), await session.create(session.bob)];
        const answers = await Promise.all(
          users.map((ticket, index) => session.chunk(made[index] ?? "", "a", { ticket })),
        );
        return answers.every((answer) => say(answer) === "true") ? "both" : "mixed up";
      }, "both"),
    "both",
    "mixed up",
  ],
  "session-serves-one-call-at-a-time": [
    (session) => atOnce([session.dropUpload(NEVER_ISSUED), session.dropUpload(NEVER_ISSUED)]),
    "2 of 2",
    "1 of 2",
  ],
  "finalizes-at-once-drop-case-twin": [
    (session) =>
      atOnceAt(session, ["/Library/inbox/TWIN.txt", "/Library/inbox/twin.txt"], "finalize"),
    "each its own",
    "mixed up",
  ],
  "uploads-at-once-share-file-of-name": [
    async (session) => {
      const folders = ["/Library/inbox/left", "/Library/inbox/right"];
      for (const Path of folders) {
        await session.client.get("CreateFolder", { authenticationTicket: session.alice, Path });
      }
      return atOnceAt(
        session,
        folders.map((folder) => `${folder}/same.txt`),
      );
    },
    "each its own",
    "mixed up",
  ],
  "uploads-at-once-share-a-version": [
    (session) => versionsAtOnce(session, [1_000_000, 2_000_000]),
    "one, two",
    "two, two",
  ],
  "finalizes-at-once-lose-first-version": [
    (session) => versionsAtOnce(session, [1_000_000], "finalize"),
    "one",
    "false: The document was not found.",
  ],
  "downloads-are-staged-through-one-file": [downloadsAtOnce, "each its own", "mixed up"],
  "concurrent-deletes-fail": [
    (session) =>
      untilSeen(async () => {
        const id = await session.filled("content");
        return atOnce([session.dropUpload(id), session.dropUpload(id)]);
      }, "2 of 2"),
    "2 of 2",
    "1 of 2",
  ],
  "chunk-body-outlives-delete": [
    async (session) => {
      const id = await session.create();
      await deleteAmidBody(session, id);
      return say(await session.chunk(id, "a"));
    },
    GONE,
    "true",
  ],
  "chunk-body-leaves-file-after-delete": [
    async (session) => {
      const id = await session.create();
      await deleteAmidBody(session, id);
      return stagedFiles(session, id);
    },
    "0",
    "1",
  ],
  "concurrent-chunks-lose-one": [
    (session) => untilSeen(() => sameChunkTwice(session), String(2 * CHUNK)),
    String(2 * CHUNK),
    String(CHUNK),
  ],
  "delete-amid-finalize-takes-document": [
    (session) => untilSeen(() => deleteAmidFinalize(session), "content", 100),
    "content",
    "no document",
  ],
  "concurrent-download-deletes-fail": [
    (session) =>
      untilSeen(async () => {
        const id = await session.stage();
        return atOnce([session.dropDownload(id), session.dropDownload(id)]);
      }, "2 of 2"),
    "2 of 2",
    "1 of 2",
  ],
  "read-amid-delete-is-empty": [
    (session) =>
      untilSeen(
        async () => {
          const id = await session.stage();
          const [, answer] = await Promise.all([session.dropDownload(id), session.download(id)]);
          return answer.attributes["chunklength"] === "0" ? "no bytes" : "read or refused";
        },
        "read or refused",
        100,
      ),
    "read or refused",
    "no bytes",
  ],
};

async function atOnce(calls: readonly ReturnType<Session["dropUpload"]>[]): Promise<string> {
  const answers = await Promise.all(calls);
  const succeeded = answers.filter((answer) => say(answer) === "true");
  return `${succeeded.length} of ${calls.length}`;
}

/** How long the document becomes when one chunk is sent twice at once. */
async function sameChunkTwice(session: Session): Promise<string> {
  const id = await session.create();
  const bytes = Buffer.alloc(CHUNK, "a");
  await Promise.all([session.chunk(id, bytes), session.chunk(id, bytes)]);
  await session.chunk(id, "", { last: true });
  const path = newPath();
  await session.finalize(id, path);
  return String((await session.read(path)).length);
}

/** What is left of a document whose handler was deleted while it was being made; another try when it came first. */
async function deleteAmidFinalize(session: Session): Promise<string> {
  const id = await session.filled("content");
  const path = newPath();
  const [finalized] = await Promise.all([session.finalize(id, path), session.dropUpload(id)]);
  return say(finalized) === "true" ? session.read(path) : "content";
}

/** Deletes a handler when half of a chunk's request has come in; waits until that is answered. */
async function deleteAmidBody(session: Session, id: string): Promise<void> {
  const bytes = Buffer.from("content");
  const fields = {
    authenticationTicket: session.alice,
    uploadHandler: id,
    fileChunk: bytes.toString("base64"),
    chunkHEXCRC: hexCrc(bytes),
    lastChunk: "false",
  };
  const body = new URLSearchParams(fields).toString();
  const { hostname, port } = new URL(session.server.url);
  const socket = connect(Number(port), hostname);
  const answered = new Promise((resolve) => socket.once("data", resolve));
  const head = [
    "POST /srv.asmx/UploadFileChunk HTTP/1.1",
    `Host: ${hostname}`,
    "Content-Type: application/x-www-form-urlencoded",
    `Content-Length: ${body.length}`,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${body.slice(0, 10)}`);
  await delay(ARRIVAL_MS);
  await session.dropUpload(id);
  socket.write(body.slice(10));
  await answered;
  socket.destroy();
}

/** Long enough for the head of a request to come in. */
const ARRIVAL_MS = 30;
