import type { TUS_CREATION_FAULTS } from "../../../reference/faults/tus-creation.ts";
import type { Headers } from "../support/client.ts";
import type { Session } from "../support/session.ts";
import {
  BYTES,
  base64,
  create,
  head,
  made,
  offsetOf,
  patch,
  pathIn,
  told,
} from "../support/tus.ts";
import type { Row } from "./demonstration.ts";

/** Whether OPTIONS announces an extension. */
export const announces =
  (name: string) =>
  async ({ client }: Session) => {
    const { headers } = await client.api("OPTIONS", "/files");
    return String(headers["tus-extension"]).split(",").includes(name) ? "announced" : "not";
  };

/** What a creation says. */
const created =
  (headers: Headers, ...names: readonly string[]) =>
  async (session: Session) =>
    told(await create(session, headers), ...names);

/** What HEAD says of an upload with these headers of its creation. */
const headOf =
  (headers: Headers, ...names: readonly string[]) =>
  async (session: Session) => {
    const answer = await create(session, headers);
    if (answer.status !== 201) return String(answer.status);
    return told(
      await head(session, new URL(String(answer.headers["location"])).pathname),
      ...names,
    );
  };

/** What a PATCH that gives a length says, after one that gave 4, and what HEAD says then. */
const givenLength =
  (first: Headers, ...lengths: readonly string[]) =>
  async (session: Session) => {
    const path = await made(session, first);
    const statuses: number[] = [];
    for (const length of lengths) {
      statuses.push((await patch(session, path, 0, "", { "upload-length": length })).status);
    }
    const said = told(await head(session, path), "Upload-Length", "Upload-Defer-Length");
    return `${statuses}; ${said}`;
  };

/** What is said to the PATCH that completes an upload of deferred length. */
export const completedLate = async (session: Session) => {
  const path = await made(session, DEFERRED);
  const { status } = await patch(session, path, 0, "hello", { "upload-length": "5" });
  return String(status);
};

const withBytes = async (session: Session) => {
  const answer = await create(session, { ...BYTES, "upload-length": "11" }, "hello");
  const path = new URL(String(answer.headers["location"])).pathname;
  return `${told(answer, "Upload-Offset")}; ${await offsetOf(session, path)}`;
};

const withMetadata = (text: string): Headers => ({ "upload-length": "1", "upload-metadata": text });
const DEFERRED: Headers = { "upload-defer-length": "1" };

export const TUS_CREATION_ROWS: Readonly<
  Record<(typeof TUS_CREATION_FAULTS)[number]["name"], Row>
> = {
  "tus-creation-not-announced": [announces("creation"), "announced", "not"],
  "tus-creation-answers-200": [created({ "upload-length": "1" }), "201", "200"],
  "tus-location-missing": [
    async (session) => typeof (await create(session)).headers["location"],
    "string",
    "undefined",
  ],
  "tus-location-is-of-another": [
    async (session) => told(await head(session, await made(session))),
    "200",
    "404",
  ],
  "tus-creations-of-a-second-share-url": [
    async (session) => {
      const first = await made(session);
      return first === (await made(session)) ? "the same" : "another";
    },
    "another",
    "the same",
  ],
  "tus-length-need-not-be-a-number": [
    headOf({ "upload-length": "1e3" }, "Upload-Length"),
    "400",
    "200, Upload-Length 1e3",
  ],
  "tus-empty-upload-refused": [created({ "upload-length": "0" }), "201", "400"],
  "tus-defer-length-takes-any-value": [created({ "upload-defer-length": "2" }), "400", "201"],
  "tus-defer-length-not-announced": [announces("creation-defer-length"), "announced", "not"],
  "tus-defer-length-missing-in-head": [
    headOf(DEFERRED, "Upload-Defer-Length"),
    "200, Upload-Defer-Length 1",
    "200",
  ],
  "tus-defer-length-stays": [
    givenLength(DEFERRED, "4"),
    "204; 200, Upload-Length 4",
    "204; 200, Upload-Length 4, Upload-Defer-Length 1",
  ],
  "tus-defer-length-says-zero": [
    headOf({ "upload-length": "1" }, "Upload-Defer-Length"),
    "200",
    "200, Upload-Defer-Length 0",
  ],
  "tus-deferred-length-refused": [
    givenLength(DEFERRED, "4"),
    "204; 200, Upload-Length 4",
    "413; 200, Upload-Defer-Length 1",
  ],
  "tus-deferred-upload-cannot-be-completed": [completedLate, "204", "400"],
  "tus-deferred-length-changes": [
    givenLength(DEFERRED, "4", "6"),
    "204,400; 200, Upload-Length 4",
    "204,204; 200, Upload-Length 6",
  ],
  "tus-length-changes-with-patch": [
    givenLength({ "upload-length": "4" }, "6"),
    "400; 200, Upload-Length 4",
    "204; 200, Upload-Length 6",
  ],
  "tus-metadata-missing-in-head": [
    headOf(withMetadata("a Yg=="), "Upload-Metadata"),
    "200, Upload-Metadata a Yg==",
    "200",
  ],
  "tus-metadata-loses-empty-values": [
    headOf(withMetadata("a Yg==,flag"), "Upload-Metadata"),
    "200, Upload-Metadata a Yg==,flag",
    "200, Upload-Metadata a Yg==",
  ],
  "tus-metadata-empty-value-refused": [created(withMetadata("flag ")), "201", "412"],
  "tus-metadata-key-twice-is-500": [created(withMetadata("a YQ==,a Yg==")), "400", "500"],
  "tus-metadata-key-alone-is-500": [created(withMetadata("flag")), "201", "500"],
  "tus-metadata-takes-key-twice": [
    headOf(withMetadata("a Yg==,a Yw=="), "Upload-Metadata"),
    "400",
    "200, Upload-Metadata a Yg==,a Yw==",
  ],
  "tus-metadata-is-decoded": [
    headOf(withMetadata("a Yg=="), "Upload-Metadata"),
    "200, Upload-Metadata a Yg==",
    "200, Upload-Metadata a b",
  ],
  "tus-metadata-is-quoted": [
    headOf(withMetadata("a Yg=="), "Upload-Metadata"),
    "200, Upload-Metadata a Yg==",
    '200, Upload-Metadata a "Yg=="',
  ],
  "tus-metadata-empty-in-head": [
    headOf({ "upload-length": "1" }, "Upload-Metadata"),
    "200",
    "200, Upload-Metadata ",
  ],
  "tus-metadata-ends-with-comma": [
    headOf(withMetadata("greeting aGVsbG8="), "Upload-Metadata"),
    "200, Upload-Metadata greeting aGVsbG8=",
    "200, Upload-Metadata greeting aGVsbG8=,",
  ],
  "tus-metadata-has-two-spaces": [
    headOf(withMetadata("greeting aGVsbG8="), "Upload-Metadata"),
    "200, Upload-Metadata greeting aGVsbG8=",
    "200, Upload-Metadata greeting  aGVsbG8=",
  ],
  "tus-metadata-begins-with-mark": [
    async (session) => {
      const path = await made(session, withMetadata("a Yg=="));
      return String(String((await head(session, path)).headers["upload-metadata"]).length);
    },
    "6",
    "9",
  ],
  "tus-patch-needs-metadata": [
    async (session) => told(await patch(session, await made(session), 0, "four")),
    "204",
    "500",
  ],
  "tus-metadata-is-mangled": [
    headOf(withMetadata(`a ${base64("\u00e9")}`), "Upload-Metadata"),
    "200, Upload-Metadata a w6k=",
    "200, Upload-Metadata a Pz8=",
  ],
  "tus-filename-is-composed": [
    headOf(withMetadata(`filename ${base64("a\u0308")}`), "Upload-Metadata"),
    `200, Upload-Metadata filename ${base64("a\u0308")}`,
    `200, Upload-Metadata filename ${base64("\u00e4")}`,
  ],
  "tus-metadata-injects-headers": [
    headOf(withMetadata(`filename ${base64("a\r\nX-Injected: yes")}`), "X-Injected"),
    "200",
    "200, X-Injected yes",
  ],
  "tus-creation-with-upload-not-announced": [announces("creation-with-upload"), "announced", "not"],
  "tus-creation-body-ignored": [withBytes, "201, Upload-Offset 5; 5", "201; 0"],
  "tus-creation-body-without-offset": [withBytes, "201, Upload-Offset 5; 5", "201; 5"],
  "tus-deferred-creation-forgets-body": [
    async (session) => {
      const answer = await create(session, { ...BYTES, ...DEFERRED }, "hello");
      return `${told(answer, "Upload-Offset")}; ${await offsetOf(session, pathIn(answer))}`;
    },
    "201, Upload-Offset 5; 5",
    "201, Upload-Offset 5; 0",
  ],
  "tus-length-without-bytes-is-forgotten": [
    givenLength(DEFERRED, "4"),
    "204; 200, Upload-Length 4",
    "204; 200, Upload-Defer-Length 1",
  ],
  "tus-creation-body-offset-is-zero": [
    withBytes,
    "201, Upload-Offset 5; 5",
    "201, Upload-Offset 0; 5",
  ],
};
