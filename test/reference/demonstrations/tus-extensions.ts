import { request } from "node:http";
import type { TUS_EXTENSION_FAULTS } from "../../../reference/faults/tus-extensions.ts";
import type { Session } from "../support/session.ts";
import {
  BYTES,
  breakOff,
  create,
  head,
  made,
  offsetOf,
  patch,
  remove,
  sha1,
  slowPatch,
  stored,
  told,
  VERSION,
  whole,
} from "../support/tus.ts";
import type { Row } from "./demonstration.ts";
import { announces } from "./tus-creation.ts";

const options =
  (name: string) =>
  async ({ client }: Session) =>
    told(await client.api("OPTIONS", "/files"), name);

/** What PATCH with a checksum says, after 4 bytes, and what is kept then. */
const checked = (checksum: string) => async (session: Session) => {
  const path = await made(session);
  await patch(session, path, 0, "hell");
  const answer = told(await patch(session, path, 4, "o wo", { "upload-checksum": checksum }));
  return `${answer}; ${await offsetOf(session, path)}: ${await stored(session, path)}`;
};

const RIGHT = sha1("o wo");
const WRONG = sha1("another");
const UNKNOWN = "crc7 AAAA";

/** What a DELETE says, and others after it. */
const deleted =
  (then: (session: Session, path: string) => Promise<unknown>) => async (session: Session) => {
    const path = await made(session);
    await patch(session, path, 0, "four");
    const answer = told(await remove(session, path));
    await then(session, path);
    return `${answer}, then ${told(await head(session, path))}`;
  };

/** What PATCH with a wrong checksum as a trailer says. */
const checkedBehind = async (session: Session): Promise<string> => {
  const path = await made(session);
  const headers = { ...VERSION, ...BYTES, "upload-offset": "0", trailer: "Upload-Checksum" };
  return new Promise<string>((resolve, reject) => {
    const sent = request(`${session.server.url}${path}`, { method: "PATCH", headers }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(String(answer.statusCode)));
    });
    sent.on("error", reject);
    sent.write("four");
    sent.addTrailers({ "Upload-Checksum": WRONG });
    sent.end();
  });
};

export const TUS_EXTENSION_ROWS: Readonly<
  Record<(typeof TUS_EXTENSION_FAULTS)[number]["name"], Row>
> = {
  "tus-extension-list-is-empty": [options("Tus-Extension"), "200", "200, Tus-Extension "],
  "tus-expiration-not-announced": [announces("expiration"), "announced", "not"],
  "tus-expires-missing-on-creation": [
    async (session) => {
      const { headers } = await create(session);
      return String(typeof headers["upload-expires"]);
    },
    "string",
    "undefined",
  ],
  "tus-expires-missing-on-patch": [
    async (session) => {
      const { headers } = await patch(session, await made(session), 0, "four");
      return String(typeof headers["upload-expires"]);
    },
    "string",
    "undefined",
  ],
  "tus-expires-is-iso": [
    async (session) => {
      const { headers } = await create(session);
      return String(headers["upload-expires"]).replace(/^\w{3}, .*/, "a day of the week");
    },
    "a day of the week",
    "2030-01-02T00:00:00.000Z",
  ],
  "tus-expired-still-served": [
    async (session) => {
      const path = await made(session);
      session.wait(5000);
      return told(await head(session, path));
    },
    "404",
    "200",
  ],
  "tus-checksum-not-announced": [announces("checksum"), "announced", "not"],
  "tus-checksum-ignored": [checked(WRONG), "460; 4: hell", "204; 8: hello wo"],
  "tus-checksum-sha1-ignored": [checked("sha1 AAAA"), "460; 4: hell", "204; 8: hello wo"],
  "tus-checksum-md5-ignored": [checked("md5 AAAA"), "460; 4: hell", "204; 8: hello wo"],
  "tus-checksum-sha256-ignored": [checked("sha256 AAAA"), "460; 4: hell", "204; 8: hello wo"],
  "tus-checksum-sha512-ignored": [checked("sha512 AAAA"), "460; 4: hell", "204; 8: hello wo"],
  "tus-checksum-of-whole-upload": [checked(RIGHT), "204; 8: hello wo", "460; 4: hell"],
  "tus-checksum-unknown-algorithm-taken": [checked(UNKNOWN), "400; 4: hell", "204; 8: hello wo"],
  "tus-checksum-mismatch-keeps-bytes": [checked(WRONG), "460; 4: hell", "460; 8: hello wo"],
  "tus-checksum-mismatch-moves-offset": [
    checked(WRONG),
    "460; 4: hell",
    "460; 8: hell\u0000\u0000\u0000\u0000",
  ],
  "tus-checksum-mismatch-spoils-next": [
    async (session) => {
      const path = await made(session, { "upload-length": "4" });
      await patch(session, path, 0, "evil", { "upload-checksum": WRONG });
      await patch(session, path, 0, "good");
      return stored(session, path);
    },
    "good",
    "evil",
  ],
  "tus-checksum-counts-what-broke-off": [
    async (session) => {
      const path = await made(session, { "upload-length": "10000" });
      await breakOff(session, path);
      return told(await patch(session, path, 3000, "more", { "upload-checksum": sha1("more") }));
    },
    "204",
    "460",
  ],
  "tus-checksum-sha1-unknown": [checked(RIGHT), "204; 8: hello wo", "400; 4: hell"],
  "tus-checksum-algorithms-missing": [
    options("Tus-Checksum-Algorithm"),
    "204, Tus-Checksum-Algorithm sha1,md5,sha256,sha512,crc32",
    "204",
  ],
  "tus-checksum-algorithms-in-capitals": [
    options("Tus-Checksum-Algorithm"),
    "204, Tus-Checksum-Algorithm sha1,md5,sha256,sha512,crc32",
    "204, Tus-Checksum-Algorithm SHA1,MD5,SHA256,SHA512,CRC32",
  ],
  "tus-checksum-without-sha1": [
    options("Tus-Checksum-Algorithm"),
    "204, Tus-Checksum-Algorithm sha1,md5,sha256,sha512,crc32",
    "204, Tus-Checksum-Algorithm md5,sha256,sha512,crc32",
  ],
  "tus-checksum-trailer-ignored": [checkedBehind, "400", "204"],
  "tus-checksum-trailer-not-announced": [checkedBehind, "204", "460"],
  "tus-termination-not-announced": [announces("termination"), "announced", "not"],
  "tus-delete-answers-200": [deleted(async () => undefined), "204, then 410", "200, then 410"],
  "tus-delete-keeps-upload": [deleted(async () => undefined), "204, then 410", "204, then 200"],
  "tus-delete-leaves-bytes": [
    async (session) => {
      const path = await whole(session, "four");
      await remove(session, path);
      return stored(session, path);
    },
    "410",
    "four",
  ],
  "tus-delete-refuses-fresh": [
    async (session) => told(await remove(session, await made(session))),
    "204",
    "400",
  ],
  "tus-delete-removes-newest-too": [
    async (session) => {
      const [path, other] = [await made(session), await made(session)];
      await remove(session, path);
      return told(await head(session, other));
    },
    "200",
    "410",
  ],
  "tus-delete-again-succeeds": [
    async (session) => {
      const path = await made(session);
      await remove(session, path);
      return told(await remove(session, path));
    },
    "410",
    "204",
  ],
  "tus-deleted-comes-back-with-patch": [
    deleted((session, path) => patch(session, path, 0, "back")),
    "204, then 410",
    "204, then 200",
  ],
  "tus-deleted-comes-back-with-running-patch": [
    async (session) => {
      const path = await made(session);
      const slow = await slowPatch(session, path, { announced: 4, bytes: Buffer.from("fo") });
      await new Promise((resolve) => setTimeout(resolve, 50));
      const removed = remove(session, path);
      await new Promise((resolve) => setTimeout(resolve, 50));
      const line = await slow.finish(Buffer.from("ur"));
      return `${line}, ${told(await removed)}, then ${told(await head(session, path))}`;
    },
    "HTTP/1.1 204 No Content, 204, then 410",
    "HTTP/1.1 204 No Content, 204, then 200",
  ],
};
