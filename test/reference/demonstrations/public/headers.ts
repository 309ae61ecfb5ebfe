import { OWNER } from "../../../../reference/apidatatools/users.ts";
import type { PUBLIC_HEADERS } from "../../../../reference/faults/public/headers.ts";
import type { Row } from "../demonstration.ts";
import { withLines } from "../headers.ts";

const DELETE = "DELETE /delete-upload-api";
const KEY = `X-Api-Key: ${OWNER.key}\r\nX-Upload-Id: upl_0`;

export const PUBLIC_HEADERS_ROWS: Readonly<Record<(typeof PUBLIC_HEADERS)[number]["name"], Row>> = {
  "api-key-name-with-capitals-is-unknown": [withLines(DELETE, KEY), "404", "401"],
  "api-errors-are-html-or-406": [
    withLines(DELETE, `${KEY}\r\nAccept: application/json`),
    "404",
    "406",
  ],
  "api-delete-of-type-json-needs-a-body": [
    withLines(DELETE, `${KEY}\r\nContent-Type: application/json`),
    "404",
    "400",
  ],
};
