import type { TUS_BYTES_FAULTS } from "../../../reference/faults/tus-bytes.ts";
import type { Session } from "../support/session.ts";
import {
  base64,
  breakOff,
  create,
  made,
  offsetOf,
  patch,
  stored,
  told,
  whole,
} from "../support/tus.ts";
import type { Row } from "./demonstration.ts";

const LARGE = 100_000;

/** Where an upload is after 3000 of 10000 bytes came, and how many of them are right. */
const broken = async (session: Session) => {
  const path = await made(session, { "upload-length": "10000" });
  await breakOff(session, path);
  const right = (await stored(session, path)).replaceAll(/[^x]/g, "").length;
  return `${await offsetOf(session, path)}, ${right} right`;
};

const created = (length: number) => async (session: Session) =>
  told(await create(session, { "upload-length": String(length) }));

export const TUS_BYTES_ROWS: Readonly<Record<(typeof TUS_BYTES_FAULTS)[number]["name"], Row>> = {
  "tus-patch-offset-counts-announced": [broken, "3000, 3000 right", "10000, 3000 right"],
  "tus-broken-patch-keeps-nothing": [broken, "3000, 3000 right", "0, 0 right"],
  "tus-broken-patch-loses-last-block": [broken, "3000, 3000 right", "3000, 1976 right"],
  "tus-broken-large-patch-loses-its-first-mib": [
    async (session) => {
      const path = await made(session, { "upload-length": "10000000" });
      await breakOff(session, path, 9_000_000);
      return (await stored(session, path)).startsWith("x") ? "as sent" : "zeros";
    },
    "as sent",
    "zeros",
  ],
  "tus-broken-patch-stays-locked": [
    async (session) => {
      const path = await made(session, { "upload-length": "10000" });
      await breakOff(session, path);
      return told(await patch(session, path, 3000, "more"));
    },
    "204",
    "423",
  ],
  "tus-patch-takes-bytes-for-text": [
    async (session) => stored(session, await whole(session, "\u00e9")),
    "\u00e9",
    "??",
  ],
  "tus-patch-loses-tail-of-large": [
    async (session) => {
      const path = await made(session, { "upload-length": String(LARGE) });
      await patch(session, path, 0, Buffer.alloc(LARGE, "x"));
      return String((await stored(session, path)).replaceAll("\0", "").length);
    },
    "100000",
    "65536",
  ],
  "tus-patch-beyond-length": [
    async (session) => {
      const path = await made(session, { "upload-length": "2" });
      return `${told(await patch(session, path, 0, "four"))}; ${await offsetOf(session, path)}`;
    },
    "413; 0",
    "204; 4",
  ],
  "tus-same-name-shares-file": [
    async (session) => {
      const named = { "upload-metadata": `filename ${base64("a.bin")}` };
      const first = await whole(session, "first", named);
      await whole(session, "second", named);
      return stored(session, first);
    },
    "first",
    "second",
  ],
  "tus-head-offset-is-hexadecimal": [
    async (session) => {
      const path = await made(session);
      await patch(session, path, 0, "four");
      return offsetOf(session, path);
    },
    "4",
    "0x4",
  ],
  "tus-creations-at-once-share-url": [
    async (session) => {
      const paths = await Promise.all([made(session), made(session)]);
      return String(new Set(paths).size);
    },
    "2",
    "1",
  ],
  "tus-creations-at-once-share-file": [
    async (session) => {
      const named = { "upload-length": "1", "upload-metadata": `filename ${base64("a.bin")}` };
      const paths = await Promise.all([made(session, named), made(session, named)]);
      for (const [index, path] of paths.entries()) await patch(session, path, 0, String(index));
      const contents = await Promise.all(paths.map((path) => stored(session, path)));
      return String(new Set(contents).size);
    },
    "2",
    "1",
  ],
  "tus-parallel-patch-both-taken": [
    async (session) => {
      const path = await made(session);
      const answers = await Promise.all([
        patch(session, path, 0, "four"),
        patch(session, path, 0, "FOUR"),
      ]);
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
      return `${statuses}; ${await offsetOf(session, path)}`;
    },
    "204,409; 4",
    "204,204; 8",
  ],
  "tus-patch-of-other-resets-offset": [
    async (session) => {
      const [path, other] = [await made(session), await made(session)];
      await patch(session, path, 0, "four");
      await patch(session, other, 0, "four");
      return offsetOf(session, path);
    },
    "4",
    "0",
  ],
  "tus-max-size-ignored": [created(2 ** 40), "413", "201"],
  "tus-max-size-takes-one-more": [created(2 ** 30 + 1), "413", "201"],
  "tus-deferred-413-keeps-bytes": [
    async (session) => {
      const path = await made(session, { "upload-defer-length": "1" });
      const tooMuch = { "upload-length": String(2 ** 20 + 1) };
      return `${told(await patch(session, path, 0, "four", tooMuch))}; ${await offsetOf(session, path)}`;
    },
    "413; 0",
    "413; 4",
  ],
  "tus-deferred-beyond-max-size": [
    async (session) => {
      const path = await made(session, { "upload-defer-length": "1" });
      return told(await patch(session, path, 0, Buffer.alloc(2 ** 20 + 1)));
    },
    "413",
    "204",
  ],
  "tus-pieces-after-tenth-are-zeros": [
    async (session) => {
      const path = await made(session, { "upload-length": "11" });
      for (const [index, text] of [..."abcdefghijk"].entries()) {
        await patch(session, path, index, text);
      }
      return stored(session, path);
    },
    "abcdefghijk",
    "abcdefghij\0",
  ],
};
