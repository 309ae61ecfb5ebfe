import type { TUS_CONCATENATION_FAULTS } from "../../../reference/faults/tus-concatenation.ts";
import type { Headers } from "../support/client.ts";
import type { Session } from "../support/session.ts";
import { create, head, made, patch, pathIn, stored, told, whole } from "../support/tus.ts";
import type { Row } from "./demonstration.ts";
import { announces } from "./tus-creation.ts";

const part = (session: Session, bytes: string, headers: Headers = {}) =>
  whole(session, bytes, { "upload-concat": "partial", ...headers });

/** A final upload of parts, which are created in the order of the texts. */
const final = async (session: Session, texts: readonly string[], order: readonly number[]) => {
  const paths: string[] = [];
  for (const text of texts) paths.push(await part(session, text));
  const urls = order.map((index) => `${session.server.url}${paths[index]}`);
  return create(session, { "upload-concat": `final;${urls.join(" ")}` });
};

const headOfFinal =
  (...names: readonly string[]) =>
  async (session: Session) => {
    const answer = await final(session, ["hello", " world"], [0, 1]);
    const said = told(await head(session, pathIn(answer)), ...names);
    return said.replaceAll(/http:\S+/g, "URL");
  };

const patchOfFinal = async (session: Session) => {
  const path = pathIn(await final(session, ["hello"], [0]));
  return told(await patch(session, path, 5, "!"));
};

export const TUS_CONCATENATION_ROWS: Readonly<
  Record<(typeof TUS_CONCATENATION_FAULTS)[number]["name"], Row>
> = {
  "tus-concatenation-not-announced": [announces("concatenation"), "announced", "not"],
  "tus-final-is-in-order-of-creation": [
    async (session) => stored(session, pathIn(await final(session, ["a", "b"], [1, 0]))),
    "ba",
    "ab",
  ],
  "tus-final-skips-parts-of-one-byte": [
    async (session) => stored(session, pathIn(await final(session, ["ab", "c"], [0, 1]))),
    "abc",
    "ab",
  ],
  "tus-final-is-reversed": [
    async (session) => stored(session, pathIn(await final(session, ["a", "b"], [0, 1]))),
    "ab",
    "ba",
  ],
  "tus-unfinished-final-refused": [
    async (session) => {
      const path = await made(session, { "upload-concat": "partial", "upload-length": "4" });
      return told(await create(session, { "upload-concat": `final;${path}` }));
    },
    "201",
    "400",
  ],
  "tus-patch-of-final-overwrites": [
    async (session) => {
      const path = pathIn(await final(session, ["hello"], [0]));
      await patch(session, path, 0, "J");
      return stored(session, path);
    },
    "hello",
    "Jello",
  ],
  "tus-final-stays-empty": [
    headOfFinal("Upload-Length", "Upload-Offset"),
    "200, Upload-Length 11, Upload-Offset 11",
    "200, Upload-Length 0, Upload-Offset 0",
  ],
  "tus-final-has-each-part-once": [
    async (session) => stored(session, pathIn(await final(session, ["ab"], [0, 0]))),
    "abab",
    "ab",
  ],
  "tus-final-of-unfinished-taken": [
    async (session) => {
      const path = await made(session, { "upload-concat": "partial", "upload-length": "4" });
      return told(await create(session, { "upload-concat": `final;${path}` }));
    },
    "400",
    "201",
  ],
  "tus-final-takes-absolute-urls-only": [
    async (session) =>
      told(await create(session, { "upload-concat": `final;${await part(session, "a")}` })),
    "201",
    "400",
  ],
  "tus-final-has-metadata-of-parts": [
    async (session) => {
      const path = await part(session, "a", { "upload-metadata": "a Yg==" });
      const answer = await create(session, { "upload-concat": `final;${path}` });
      return told(await head(session, pathIn(answer)), "Upload-Metadata");
    },
    "200",
    "200, Upload-Metadata a Yg==",
  ],
  "tus-final-without-offset": [headOfFinal("Upload-Offset"), "200, Upload-Offset 11", "200"],
  "tus-unfinished-final-has-offset": [
    async (session) => {
      const path = await made(session, { "upload-concat": "partial", "upload-length": "4" });
      const answer = await create(session, { "upload-concat": `final;${path}` });
      return told(await head(session, pathIn(answer)), "Upload-Length", "Upload-Offset");
    },
    "200, Upload-Length 4",
    "200, Upload-Length 4, Upload-Offset 0",
  ],
  "tus-concat-missing-in-head": [
    headOfFinal("Upload-Concat"),
    "200, Upload-Concat final;URL URL",
    "200",
  ],
  "tus-concat-of-final-is-short": [
    headOfFinal("Upload-Concat"),
    "200, Upload-Concat final;URL URL",
    "200, Upload-Concat final",
  ],
  "tus-final-takes-patch": [patchOfFinal, "403", "204"],
  "tus-patch-of-final-is-400": [patchOfFinal, "403", "400"],
  "tus-head-of-complete-part-is-404": [
    async (session) => told(await head(session, await part(session, "a"))),
    "200",
    "404",
  ],
  "tus-final-joins-ten-parts": [
    async (session) => {
      const texts = [..."abcdefghijk"];
      return stored(session, pathIn(await final(session, texts, [...texts.keys()])));
    },
    "abcdefghijk",
    "abcdefghij",
  ],
};
