import type { TUS_CORE_FAULTS } from "../../../reference/faults/tus-core.ts";
import type { Headers } from "../support/client.ts";
import type { Session } from "../support/session.ts";
import {
  create,
  head,
  made,
  offsetOf,
  patch,
  remove,
  stored,
  told,
  tus,
  whole,
} from "../support/tus.ts";
import type { Row } from "./demonstration.ts";

const NOWHERE = "/files/0123456789abcdef0123456789abcdef";
const OTHER: Headers = { "tus-resumable": "99.0.0" };

/** What OPTIONS says in a header. */
const options =
  (name: string, headers: Headers = {}) =>
  async ({ client }: Session) =>
    told(await client.api("OPTIONS", "/files", headers), name);

/** What HEAD says of an upload of 11 bytes that has 4. */
const headOfHalf =
  (...names: readonly string[]) =>
  async (session: Session) => {
    const path = await made(session);
    await patch(session, path, 0, "four");
    return told(await head(session, path), ...names);
  };

/** What PATCH of 4 bytes to an upload of 11 says, and where it is then. */
const patched =
  (offset: number, headers: Headers = {}, names: readonly string[] = []) =>
  async (session: Session) => {
    const path = await made(session);
    await patch(session, path, 0, "hell");
    const answer = told(await patch(session, path, offset, "o wo", headers), ...names);
    return `${answer}; ${await offsetOf(session, path)}: ${await stored(session, path)}`;
  };

/** What a PATCH without bytes says after one of 4 bytes, and what is kept. */
const patchedWithNothing = async (session: Session) => {
  const path = await made(session);
  await patch(session, path, 0, "hell");
  const answer = told(await patch(session, path, 4, ""));
  return `${answer}; ${await offsetOf(session, path)}: ${await stored(session, path)}`;
};

const patchOfUnknown = async (session: Session) => told(await patch(session, NOWHERE, 0, "a"));

const completing = async (session: Session) => {
  const path = await made(session, { "upload-length": "4" });
  return told(await patch(session, path, 0, "four"));
};

const otherVersion = async (session: Session) =>
  told(await create(session, { ...OTHER, "upload-length": "1" }), "Tus-Version");

export const TUS_CORE_ROWS: Readonly<Record<(typeof TUS_CORE_FAULTS)[number]["name"], Row>> = {
  "tus-options-without-version": [options("Tus-Version"), "204, Tus-Version 1.0.0", "204"],
  "tus-options-judges-version": [options("Allow", OTHER), "204", "412"],
  "tus-version-has-letters": [
    options("Tus-Version"),
    "204, Tus-Version 1.0.0",
    "204, Tus-Version v1.0.0",
  ],
  "tus-extension-list-ends-with-comma": [
    async ({ client }) => {
      const { headers } = await client.api("OPTIONS", "/files");
      return String(headers["tus-extension"]).slice(-5);
    },
    "ation",
    "tion,",
  ],
  "tus-max-size-in-words": [
    options("Tus-Max-Size"),
    "204, Tus-Max-Size 1073741824",
    "204, Tus-Max-Size 1024 MB",
  ],
  "tus-max-size-not-announced": [options("Tus-Max-Size"), "204, Tus-Max-Size 1073741824", "204"],
  "tus-resumable-missing-on-refusals": [
    async (session) => told(await head(session, NOWHERE), "Tus-Resumable"),
    "404, Tus-Resumable 1.0.0",
    "404",
  ],
  "tus-resumable-missing-on-head": [headOfHalf("Tus-Resumable"), "200, Tus-Resumable 1.0.0", "200"],
  "tus-resumable-is-short": [
    headOfHalf("Tus-Resumable"),
    "200, Tus-Resumable 1.0.0",
    "200, Tus-Resumable 1.0",
  ],
  "tus-any-version-served": [otherVersion, "412, Tus-Version 1.0.0", "201"],
  "tus-other-version-is-400": [otherVersion, "412, Tus-Version 1.0.0", "400, Tus-Version 1.0.0"],
  "tus-412-without-version": [otherVersion, "412, Tus-Version 1.0.0", "412"],
  "tus-412-is-done-all-the-same": [
    async (session) => {
      const path = await made(session);
      return `${told(await remove(session, path, OTHER))}, then ${told(await head(session, path))}`;
    },
    "412, then 200",
    "412, then 410",
  ],
  "tus-override-ignored": [
    async (session) => {
      const path = await made(session);
      const headers = {
        "x-http-method-override": "PATCH",
        "upload-offset": "0",
        "content-type": "application/offset+octet-stream",
      };
      return told(await tus(session, "POST", path, headers, "four"));
    },
    "204",
    "405",
  ],
  "tus-override-only-on-post": [
    async (session) => {
      const path = await made(session);
      const answer = told(
        await patch(session, path, 0, "four", { "x-http-method-override": "HEAD" }),
      );
      return `${answer}; ${await offsetOf(session, path)}`;
    },
    "200; 0",
    "204; 4",
  ],
  "tus-head-of-unknown-is-200": [
    async (session) => told(await head(session, NOWHERE)),
    "404",
    "200",
  ],
  "tus-head-of-complete-is-404": [
    async (session) => told(await head(session, await whole(session, "four"))),
    "200",
    "404",
  ],
  "tus-head-answers-202": [headOfHalf(), "200", "202"],
  "tus-head-may-be-cached": [
    headOfHalf("Cache-Control"),
    "200, Cache-Control no-store",
    "200, Cache-Control public, max-age=60",
  ],
  "tus-head-without-offset-at-zero": [
    async (session) => told(await head(session, await made(session)), "Upload-Offset"),
    "200, Upload-Offset 0",
    "200",
  ],
  "tus-head-offset-is-length": [
    headOfHalf("Upload-Offset"),
    "200, Upload-Offset 4",
    "200, Upload-Offset 11",
  ],
  "tus-head-without-length": [headOfHalf("Upload-Length"), "200, Upload-Length 11", "200"],
  "tus-patch-of-unknown-creates": [patchOfUnknown, "404", "204"],
  "tus-patch-of-unknown-is-500": [patchOfUnknown, "404", "500"],
  "tus-patch-takes-any-content-type": [
    patched(4, { "content-type": "text/plain" }),
    "415; 4: hell",
    "204; 8: hello wo",
  ],
  "tus-patch-415-keeps-bytes": [
    patched(4, { "content-type": "text/plain" }),
    "415; 4: hell",
    "415; 8: hello wo",
  ],
  "tus-patch-offset-not-compared": [patched(7), "409; 4: hell", "204; 8: hello wo"],
  "tus-patch-takes-lower-offset": [patched(0), "409; 4: hell", "204; 8: hello wo"],
  "tus-patch-409-keeps-bytes": [patched(7), "409; 4: hell", "409; 8: hello wo"],
  "tus-patch-409-overwrites": [patched(0), "409; 4: hell", "409; 4: o wo"],
  "tus-patch-mismatch-is-400": [patched(7), "409; 4: hell", "400; 4: hell"],
  "tus-patch-of-nothing-at-end-is-404": [
    async (session) => {
      const path = await made(session, { "upload-length": "4" });
      await patch(session, path, 0, "four");
      return told(await patch(session, path, 4, ""));
    },
    "204",
    "404",
  ],
  "tus-patch-of-nothing-before-end-is-404": [patchedWithNothing, "204; 4: hell", "404; 4: hell"],
  "tus-patch-of-nothing-starts-again": [patchedWithNothing, "204; 4: hell", "204; 0: "],
  "tus-patch-last-answers-200": [completing, "204", "200"],
  "tus-patch-that-completes-is-410": [completing, "204", "410"],
  "tus-patch-without-offset": [
    patched(4, {}, ["Upload-Offset"]),
    "204, Upload-Offset 8; 8: hello wo",
    "204; 8: hello wo",
  ],
  "tus-patch-offset-of-this-part": [
    patched(4, {}, ["Upload-Offset"]),
    "204, Upload-Offset 8; 8: hello wo",
    "204, Upload-Offset 4; 8: hello wo",
  ],
};
