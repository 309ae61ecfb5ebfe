import type { IncomingMessage } from "node:http";
import type { Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import { onesOn } from "./ones-on.ts";

export type BodiesFault =
  | "body-over-30000000-is-404"
  | "body-over-4-mib-is-500"
  | "body-over-1-mib-is-413"
  | "soap-message-over-64-kib-is-400";

type Screen = (length: number, request: IncomingMessage) => void;

const MIB = 1024 * 1024;
const HTML = { "Content-Type": "text/html; charset=utf-8" };

const page = (title: string) =>
  `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`;

const SCREENS: Readonly<Record<BodiesFault, () => Screen>> = {
  "body-over-30000000-is-404": () => (length) => {
    if (length > 30_000_000) throw new HttpRefusal(404, page("404.13 - Not Found"), HTML);
  },
  "body-over-4-mib-is-500": () => (length) => {
    if (length > 4 * MIB) throw new HttpRefusal(500, "Maximum request length exceeded.");
  },
  "body-over-1-mib-is-413": () => (length) => {
    if (length > MIB) throw new HttpRefusal(413, page("413 Request Entity Too Large"), HTML);
  },
  "soap-message-over-64-kib-is-400":
    () =>
    (length, { headers }) => {
      const isSoap = /^(?:text\/xml|application\/soap\+xml)\b/i.test(headers["content-type"] ?? "");
      if (isSoap && length > 65_536) throw new HttpRefusal(400, "Bad Request");
    },
};

/** Refuses a body that is too much for the stack under the service. */
export function screenBody(
  body: Buffer,
  request: IncomingMessage,
  faults: Faults<BodiesFault>,
): void {
  for (const screen of onesOn(SCREENS, faults)) screen(body.length, request);
}
