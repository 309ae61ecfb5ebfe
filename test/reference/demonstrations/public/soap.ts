import type { PUBLIC_SOAP } from "../../../../reference/faults/public/soap.ts";
import { say } from "../../support/answer.ts";
import { envelope, type Headers, XML } from "../../support/client.ts";
import { NEVER_ISSUED, type Session } from "../../support/session.ts";
import { spelled } from "../contents.ts";
import type { Row } from "../demonstration.ts";

/** What a server says to a message, whose word TICKET stands for one. */
const message =
  (xml: string | Buffer, headers: Headers = {}) =>
  async ({ client, alice }: Session) => {
    const text = Buffer.from(xml).toString("latin1").replace("TICKET", alice);
    const body = Buffer.from(text, "latin1");
    return say(await client.xml("POST", "/srv.asmx", { ...XML, ...headers }, body));
  };

const DELETE = { authenticationTicket: "TICKET", UploadHandler: NEVER_ISSUED };
const ACTION = '"http://tempuri.org/DeleteUploadHandler"';

export const PUBLIC_SOAP_ROWS: Readonly<Record<(typeof PUBLIC_SOAP)[number]["name"], Row>> = {
  "soap-parameters-are-positional": [
    message(envelope("DeleteUploadHandler", { UploadHandler: NEVER_ISSUED })),
    "false: [900] Authentication failed",
    "false: bad Request",
  ],
  "soap-prefixed-parameters-are-lost": [
    message(envelope("DeleteUploadHandler", DELETE)),
    "true",
    "false: bad Request",
  ],
  "soap-byte-order-mark-is-refused": [
    message(`\ufeff${envelope("DeleteUploadHandler", DELETE)}`),
    "true",
    "HTTP 500",
  ],
  "soap-charset-is-ignored": [
    message(
      Buffer.from(
        envelope("DocumentExists", { authenticationTicket: "TICKET", Path: "/Library/\u00e4" }),
        "latin1",
      ),
      { "content-type": "text/xml; charset=iso-8859-1" },
    ),
    "false: The document was not found.",
    "HTTP 500",
  ],
  "soap-quoted-action-is-refused": [
    message(envelope("DeleteUploadHandler", DELETE), { soapaction: ACTION }),
    "true",
    "HTTP 400",
  ],
  "soap-header-of-white-space-is-refused": [
    message(
      envelope("DeleteUploadHandler", DELETE).replace(
        "<soap:Body>",
        "<soap:Header> </soap:Header><soap:Body>",
      ),
    ),
    "true",
    "HTTP 500",
  ],
  "soap-reference-is-cut-to-16-bits": [spelled, "two lines\r\n \n", "no document"],
  "soap-value-is-its-last-piece": [
    message(
      envelope("DeleteUploadHandler", DELETE).replace(
        NEVER_ISSUED,
        `${NEVER_ISSUED.slice(0, 9)}<![CDATA[${NEVER_ISSUED.slice(9)}]]>`,
      ),
    ),
    "true",
    "false: bad Request",
  ],
  "soap-empty-element-is-missing": [
    message(
      envelope("UploadDocument", {
        authenticationTicket: "TICKET",
        path: "/Library/inbox/empty-element.bin",
        fileContent: "",
      }),
    ),
    "true",
    "false: Missing parameter: fileContent.",
  ],
};
