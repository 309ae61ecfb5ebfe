import type { PUBLIC_REWRITES } from "../../../../reference/faults/public/rewrites.ts";
import { CHUNK, type Session } from "../../support/session.ts";
import { create, patch, pathIn, stored, whole } from "../../support/tus.ts";
import { createUpload, deleteUpload, list } from "../../support/uploads.ts";
import { uploaded } from "../contents.ts";
import type { Row } from "../demonstration.ts";
import { written } from "../written.ts";
import { documentOf } from "./document-of.ts";

const ELEVEN = Array.from({ length: 11 }, (_, index) => index);
const letter = (index: number): string => "abcdefghijk".charAt(index);

export const PUBLIC_REWRITES_ROWS: Readonly<Record<(typeof PUBLIC_REWRITES)[number]["name"], Row>> =
  {
    "overwritten-document-keeps-old-tail": [
      (session) => written(session, ["first", "2nd"], "latest"),
      "2nd",
      "2ndst",
    ],
    "same-name-and-size-is-same-file": [
      (session) => written(session, ["one", "two"], "latest"),
      "two",
      "one",
    ],
    "overwriting-appends": [
      (session) => written(session, ["one", "two"], "latest"),
      "two",
      "onetwo",
    ],
    "earlier-version-gets-new-bytes": [
      (session) => written(session, ["one", "two", "three"], 2_000_000),
      "two",
      "three",
    ],
    "staged-document-is-cached-by-path": [
      (session) => written(session, ["one", "two"], "staged"),
      "two",
      "one",
    ],
    "chunks-are-joined-in-order-of-text": [
      async (session) => {
        const chunks = ELEVEN.map((index) =>
          Buffer.alloc(index < 10 ? CHUNK : 1, letter(index), "latin1"),
        );
        return (await documentOf(session, ...chunks)).replaceAll(/(.)\1+/g, "$1");
      },
      "abcdefghijk",
      "abkcdefghij",
    ],
    "tus-patches-are-joined-in-order-of-text": [
      async (session) => {
        const path = pathIn(await create(session));
        for (const index of ELEVEN) await patch(session, path, index, letter(index));
        return stored(session, path);
      },
      "abcdefghijk",
      "abkcdefghij",
    ],
    "tus-parts-are-joined-in-order-of-text": [
      (session) => finalOfEleven(session),
      "abcdefghijk",
      "abkcdefghij",
    ],
    "upload-answers-former-version": [
      async (session) =>
        (await uploaded(session)).attributes["VersionId"] === "0" ? "0" : "its own",
      "its own",
      "0",
    ],
    "api-delete-takes-those-of-same-name": [
      async (session) => {
        const { upload_id: one } = await createUpload(session);
        const { upload_id: other } = await createUpload(session);
        await deleteUpload(session, { id: one });
        return (await list(session)).some(({ upload_id }) => upload_id === other)
          ? "there"
          : "gone";
      },
      "there",
      "gone",
    ],
  };

async function finalOfEleven(session: Session): Promise<string> {
  const paths: string[] = [];
  for (const index of ELEVEN) {
    paths.push(await whole(session, letter(index), { "upload-concat": "partial" }));
  }
  const urls = paths.map((path) => `${session.server.url}${path}`);
  return stored(
    session,
    pathIn(await create(session, { "upload-concat": `final;${urls.join(" ")}` })),
  );
}
