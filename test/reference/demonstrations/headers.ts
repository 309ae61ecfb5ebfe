import type { HEADER_FAULTS } from "../../../reference/faults/headers.ts";
import { asking, LAST, statuses } from "./connections.ts";
import type { Row } from "./demonstration.ts";

/** What a request is answered with these lines more in its head. */
export const withLines = (line: string, more: string) =>
  statuses(asking(line, { ...LAST, more: `${more}\r\n` }));

const DELETE = "DELETE /delete-upload-api";
const CREATE = "POST /files";

export const HEADER_ROWS: Readonly<Record<(typeof HEADER_FAULTS)[number]["name"], Row>> = {
  "delete-api-accept-is-406": [withLines(DELETE, "Accept: */*"), "401", "406"],
  "delete-api-unknown-headers-are-refused": [withLines(DELETE, "X-Odd: 1"), "401", "400"],
  "tus-header-names-with-capitals-are-unknown": [
    withLines(CREATE, "Tus-Resumable: 1.0.0\r\nUpload-Length: 11"),
    "201",
    "400",
  ],
  "tus-unknown-headers-are-refused": [
    withLines(CREATE, "Tus-Resumable: 1.0.0\r\nUpload-Length: 11\r\nX-Odd: 1"),
    "201",
    "400",
  ],
};
