import type { PUBLIC_UPLOADS } from "../../../../reference/faults/public/uploads.ts";
import { BYTES, create, head, made, patch, pathIn, stored, told } from "../../support/tus.ts";
import type { Row } from "../demonstration.ts";

export const PUBLIC_UPLOADS_ROWS: Readonly<Record<(typeof PUBLIC_UPLOADS)[number]["name"], Row>> = {
  "tus-empty-upload-has-no-length": [
    async (session) => {
      const path = await made(session, { "upload-length": "0" });
      return told(await head(session, path), "Upload-Length", "Upload-Defer-Length");
    },
    "200, Upload-Length 0",
    "200, Upload-Defer-Length 1",
  ],
  "tus-body-of-partial-creation-is-dropped": [
    async (session) => {
      const headers = { ...BYTES, "upload-length": "5", "upload-concat": "partial" };
      const answer = await create(session, headers, "hello");
      return `${told(answer, "Upload-Offset")}: ${await stored(session, pathIn(answer))}`;
    },
    "201, Upload-Offset 5: hello",
    "201: ",
  ],
  "tus-late-length-empties-small-upload": [
    async (session) => {
      const path = await made(session, { "upload-defer-length": "1" });
      await patch(session, path, 0, "hello");
      const answer = await patch(session, path, 5, "", { "upload-length": "5" });
      return `${told(answer, "Upload-Offset")}: ${await stored(session, path)}`;
    },
    "204, Upload-Offset 5: hello",
    "204, Upload-Offset 5: ",
  ],
};
