import net from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { TRANSFER_FAULTS } from "../../../reference/faults/transfers.ts";
import { say } from "../support/answer.ts";
import { envelope, FORM, XML } from "../support/client.ts";
import { NEVER_ISSUED, type Session } from "../support/session.ts";
import { createUpload, deleteUpload } from "../support/uploads.ts";
import type { Row } from "./demonstration.ts";
import { afterLeaving } from "./left-download.ts";

/** Writes bytes and closes; gives what comes back once a server has had time to notice. */
async function exchange({ server }: Session, bytes: string, closes = false): Promise<string> {
  const socket = net.connect(Number(new URL(server.url).port), "127.0.0.1");
  let answer = "";
  socket.on("data", (part) => {
    answer += part.toString("utf8");
  });
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write(bytes, () => closes && socket.destroy());
  await closed;
  if (closes) await delay(100);
  return answer;
}

/** A form as it goes over the wire; `length` is what is announced, `more` further lines. */
function posting(
  operation: string,
  form: string,
  { length = form.length, more = "" }: { readonly length?: number; readonly more?: string } = {},
): string {
  const lines = `Host: x\r\nConnection: close\r\nContent-Type: ${FORM["content-type"]}\r\n`;
  return `POST /srv.asmx/${operation} HTTP/1.1\r\n${lines}Content-Length: ${length}\r\n${more}\r\n${form}`;
}

const verdict = (answer: string): string => /success="(\w+)"/.exec(answer)?.[1] ?? "nothing";

/** What is answered to the same call after one whose client does not wait for the answer. */
const again =
  (operation: string, make: (session: Session) => Promise<string>) => async (session: Session) => {
    const form = `authenticationTicket=${session.alice}&${await make(session)}`;
    await exchange(session, posting(operation, form), true);
    return verdict(await exchange(session, posting(operation, form)));
  };

const DELETE = "DeleteUploadHandler";
const BREAKS_OFF = { length: 1000 };

let paths = 0;

/** What is answered to a whole call after one with more fields that broke off in its middle. */
const afterBreakingOff =
  (operation: string, make: (session: Session) => Promise<string>, rest: string) =>
  async (session: Session) => {
    const form = `authenticationTicket=${session.alice}&${await make(session)}`;
    await exchange(session, posting(operation, form, BREAKS_OFF), true);
    return verdict(await exchange(session, posting(operation, form + rest)));
  };

const newPath = (): string => `path=/Library/inbox/broken-off-${++paths}.txt`;

export const TRANSFER_ROWS: Readonly<Record<(typeof TRANSFER_FAULTS)[number]["name"], Row>> = {
  "cut-chunk-is-appended": [
    async (session) => {
      const id = await session.create();
      const form = `authenticationTicket=${session.alice}&uploadHandler=${id}&fileChunk=aGFs`;
      await exchange(session, posting("UploadFileChunk", form, BREAKS_OFF), true);
      await session.chunk(id, "half", { last: true });
      const path = `/Library/inbox/${id}.txt`;
      await session.finalize(id, path);
      return session.read(path);
    },
    "half",
    "halhalf",
  ],
  "download-that-is-left-loses-document": [afterLeaving, "all", "HTTP 404, less"],
  "cut-chunk-is-asked-for-ever": [
    async (session) => {
      const id = await session.create();
      const form = `authenticationTicket=${session.alice}&uploadHandler=${id}&fileChunk=aGFs`;
      await exchange(session, posting("UploadFileChunk", form, BREAKS_OFF), true);
      const answer = await session.chunk(id, "half");
      return answer.attributes["tryagain"] ?? say(answer);
    },
    "false",
    "true",
  ],
  "cut-upload-leaves-path-locked": [
    afterBreakingOff("UploadDocument", async () => `${newPath()}&fileContent=aGFs`, "Zg=="),
    "true",
    "false",
  ],
  "cut-finalize-leaves-path-locked": [
    afterBreakingOff(
      "UploadDocumentWithHandler",
      async (session) => `${newPath()}&uploadHandler=${await session.filled("a")}`,
      "",
    ),
    "true",
    "false",
  ],
  "cut-upload-makes-document": [
    async (session) => {
      const path = `/Library/inbox/${await session.create()}.txt`;
      const form = `authenticationTicket=${session.alice}&path=${path}&fileContent=aGFsZg`;
      await exchange(session, posting("UploadDocument", form, BREAKS_OFF), true);
      return session.read(path);
    },
    "no document",
    "half",
  ],
  "cut-delete-deletes": [
    async (session) => {
      const id = await session.create();
      const form = `authenticationTicket=${session.alice}&UploadHandler=${id}`;
      await exchange(session, posting(DELETE, form, BREAKS_OFF), true);
      return say(await session.chunk(id, "a"));
    },
    "true",
    "false: Invalid upload handler.",
  ],
  "left-delete-upload-locks-handler": [
    again(DELETE, async (session) => `UploadHandler=${await session.create()}`),
    "true",
    "false",
  ],
  "left-delete-download-locks-handler": [
    again("DeleteDownloadHandler", async (session) => `DownloadHandler=${await session.stage()}`),
    "true",
    "false",
  ],
  "left-chunk-locks-handler": [
    again(
      "UploadFileChunk",
      async (session) =>
        `uploadHandler=${await session.create()}&fileChunk=YQ%3D%3D&chunkHEXCRC=E8B7BE43&lastChunk=false`,
    ),
    "true",
    "false",
  ],
  "delete-api-left-delete-stays-open": [
    async (session) => {
      const { upload_id: id } = await createUpload(session);
      const key = session.server.apidatatools.keys.owner;
      const head = `DELETE /delete-upload-api HTTP/1.1\r\nHost: x\r\nx-api-key: ${key}\r\n`;
      await exchange(session, `${head}x-upload-id: ${id}\r\n\r\n`, true);
      return `${(await deleteUpload(session, { id })).status}`;
    },
    "404",
    "500",
  ],
  "expecting-request-loses-body": [
    async (session) => {
      const form = `authenticationTicket=${session.alice}&UploadHandler=${NEVER_ISSUED}`;
      const more = "Expect: 100-continue\r\n";
      return verdict(await exchange(session, posting(DELETE, form, { more })));
    },
    "true",
    "false",
  ],
  "trailers-are-refused": [
    async (session) => {
      const form = `authenticationTicket=${session.alice}&UploadHandler=${NEVER_ISSUED}`;
      const chunked = `${form.length.toString(16)}\r\n${form}\r\n0\r\nX-A: 1\r\n\r\n`;
      const whole = posting(DELETE, chunked, { more: "Trailer: X-A\r\n" });
      const answer = await exchange(
        session,
        whole.replace(/Content-Length: \d+/, "Transfer-Encoding: chunked"),
      );
      return /HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? "nothing";
    },
    "200",
    "400",
  ],
  "soap-takes-values-by-position": [
    async ({ client, alice }) => {
      const params = { UploadHandler: NEVER_ISSUED, authenticationTicket: alice };
      const headers = { ...XML, soapaction: `"http://tempuri.org/${DELETE}"` };
      return say(await client.xml("POST", "/srv.asmx", headers, envelope(DELETE, params)));
    },
    "true",
    "false: [901] Session expired or Invalid ticket",
  ],
};
