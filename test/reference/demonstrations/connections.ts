import type { CONNECTION_FAULTS } from "../../../reference/faults/connections.ts";
import type { Session } from "../support/session.ts";
import type { Row } from "./demonstration.ts";
import { exchange } from "./exchange.ts";

/** A request with a body, in one chunk where `inChunks` says so; the last one of a connection closes it. */
export function asking(
  line: string,
  { body = "", inChunks = false, last = false, more = "" } = {},
): string {
  const framing = inChunks ? "Transfer-Encoding: chunked" : `Content-Length: ${body.length}`;
  const whole = inChunks ? `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n` : body;
  const lines = ["Host: x", framing, ...(last ? ["Connection: close"] : [])].join("\r\n");
  return `${line} HTTP/1.1\r\n${lines}\r\n${more}\r\n${whole}`;
}

/** The statuses of what is answered to several requests over one connection. */
export const statuses =
  (...requests: readonly string[]) =>
  (session: Session): Promise<string> =>
    inPackets(requests.join(""))(session);

/** The same of requests that come in packets of their own. */
export const inPackets =
  (...packets: readonly string[]) =>
  async (session: Session): Promise<string> => {
    const answer = await exchange(session, packets);
    return [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status).join(" ");
  };

export const LAST = { last: true };
export const INFO = asking("GET /srv.asmx/ServerInfo", LAST);
const LIST = asking("GET /list-uploads-api", LAST);
const OPTIONS = asking("OPTIONS /files", LAST);

export const CONNECTION_ROWS: Readonly<Record<(typeof CONNECTION_FAULTS)[number]["name"], Row>> = {
  "refusal-answers-next-call": [
    statuses(asking("POST /srv.asmx/None", { body: "a=b" }), INFO),
    "404 200",
    "404 404",
  ],
  "delete-api-refused-body-stays": [
    statuses(asking("DELETE /delete-upload-api", { body: "a" }), LIST),
    "401 401",
    "401 400",
  ],
  "tus-refused-body-stays": [
    statuses(asking("PATCH /files/none", { body: "a" }), OPTIONS),
    "412 204",
    "412 400",
  ],
  "pipelined-calls-swap-answers": [
    statuses(asking("POST /srv.asmx/None"), INFO),
    "404 200",
    "200 404",
  ],
  "delete-api-pipelined-calls-swap-answers": [
    statuses(asking("POST /none"), asking("DELETE /delete-upload-api", LAST)),
    "404 401",
    "401 404",
  ],
  "tus-pipelined-requests-swap-answers": [
    statuses(asking("PUT /files/none", { more: "Tus-Resumable: 1.0.0\r\n" }), OPTIONS),
    "405 204",
    "204 405",
  ],
  "call-behind-another-is-dropped": [
    statuses(asking("POST /srv.asmx/None"), asking("POST /srv.asmx/None"), LIST),
    "404 404 401",
    "404 401",
  ],
  "delete-api-call-behind-another-is-dropped": [
    statuses(asking("DELETE /delete-upload-api"), asking("DELETE /delete-upload-api"), INFO),
    "401 401 200",
    "401 200",
  ],
  "tus-request-behind-another-is-dropped": [
    statuses(asking("OPTIONS /files"), asking("OPTIONS /files"), INFO),
    "204 204 200",
    "204 200",
  ],
};
