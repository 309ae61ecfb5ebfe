import { setTimeout as delay } from "node:timers/promises";
import type { PUBLIC_TRANSFERS } from "../../../../reference/faults/public/transfers.ts";
import { say } from "../../support/answer.ts";
import type { Session } from "../../support/session.ts";
import { breakOff, made, tus } from "../../support/tus.ts";
import type { Row } from "../demonstration.ts";
import { exchange, head } from "../exchange.ts";
import { stagedFiles } from "../staged-files.ts";
import { finished } from "./document-of.ts";

/** Sends the beginning of a form, and goes away. */
async function cut(session: Session, operation: string, form: string): Promise<void> {
  const path = `/srv.asmx/${operation}`;
  await exchange(session, head(path, `Content-Length: ${form.length + 99}`) + form, true);
  await delay(50);
}

export const PUBLIC_TRANSFERS_ROWS: Readonly<
  Record<(typeof PUBLIC_TRANSFERS)[number]["name"], Row>
> = {
  "cut-chunk-stays": [
    async (session) => {
      const id = await session.create();
      const form = `authenticationTicket=${session.alice}&uploadHandler=${id}&fileChunk=YWJj`;
      await cut(session, "UploadFileChunk", form);
      await session.chunk(id, "d", { last: true });
      return finished(session, id);
    },
    "d",
    "abcd",
  ],
  "tus-broken-patch-loses-landed-blocks": [
    async (session) => {
      const path = await made(session, { "upload-length": "5000000" });
      await breakOff(session, path, 4_500_000);
      return String((await tus(session, "GET", path)).status);
    },
    "200",
    "500",
  ],
  "broken-off-chunk-stays-locked": [
    async (session) => {
      const id = await session.create();
      const form = `authenticationTicket=${session.alice}&uploadHandler=${id}&fileChunk=YWJj`;
      await cut(session, "UploadFileChunk", form);
      return say(await session.chunk(id, "d", { last: true }));
    },
    "true",
    "false: The file is locked.",
  ],
  "cut-document-is-kept": [
    async (session) => {
      const path = "/Library/inbox/cut.bin";
      const form = `authenticationTicket=${session.alice}&path=${path}&fileContent=YWJj`;
      await cut(session, "UploadDocument", form);
      return session.read(path);
    },
    "no document",
    "abc",
  ],
  "repeated-chunk-is-counted-twice": [
    async (session) => {
      const id = await session.create();
      await session.chunk(id, "a", { crc: "1" });
      await session.chunk(id, "a", { last: true });
      return finished(session, id);
    },
    "a",
    "false: The upload is not complete.",
  ],
  "refused-last-chunk-completes": [
    async (session) => {
      const id = await session.create();
      await session.chunk(id, "a");
      await session.chunk(id, "b", { crc: "1", last: true });
      return finished(session, id);
    },
    "false: The upload is not complete.",
    "a",
  ],
  "expect-continue-is-417": [
    async (session) => {
      const expects = head("/srv.asmx/ServerInfo", "Expect: 100-continue\r\nContent-Length: 0");
      const answer = await exchange(session, expects);
      return /HTTP\/1\.1 (?!100)(\d+)/.exec(answer)?.[1] ?? "nothing";
    },
    "200",
    "417",
  ],
  "cut-bodies-use-up-pool": [
    async (session) => {
      for (let count = 0; count < 5; count++) await cut(session, "LogOut", "a=");
      return say(await session.client.get("ServerInfo"));
    },
    "true",
    "HTTP 503",
  ],
  "cancelled-upload-leaves-fragment": [
    async (session) => {
      const before = Number(await stagedFiles(session));
      const id = await session.create();
      await session.chunk(id, "a");
      await session.chunk(id, "b");
      await session.dropUpload(id);
      return `${Number(await stagedFiles(session)) - before} more`;
    },
    "0 more",
    "1 more",
  ],
};
