import type { PUBLIC_CONNECTIONS } from "../../../../reference/faults/public/connections.ts";
import { asking, INFO, inPackets, LAST, statuses } from "../connections.ts";
import type { Row } from "../demonstration.ts";

export const PUBLIC_CONNECTIONS_ROWS: Readonly<
  Record<(typeof PUBLIC_CONNECTIONS)[number]["name"], Row>
> = {
  "refused-body-is-next-request": [
    statuses(asking("POST /srv.asmx/None", { body: "a=b" }), INFO),
    "404 200",
    "404 400",
  ],
  "chunks-of-early-answer-stay": [
    statuses(asking("POST /srv.asmx/None", { body: "a=b", inChunks: true }), INFO),
    "404 200",
    "404 400",
  ],
  "body-of-delete-is-next-request": [
    statuses(asking("DELETE /delete-upload-api", { body: "a" }), asking("GET /none", LAST)),
    "401 404",
    "401 400",
  ],
  "pipelined-answers-come-as-they-are-done": [
    statuses(asking("POST /srv.asmx/None"), INFO),
    "404 200",
    "200 404",
  ],
  "requests-behind-first-of-packet-are-lost": [
    inPackets(asking("POST /srv.asmx/None").repeat(2), INFO),
    "404 404 200",
    "404 200",
  ],
};
