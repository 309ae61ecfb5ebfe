import type { SPELLING_FAULTS } from "../../../reference/faults/spellings.ts";
import { say } from "../support/answer.ts";
import { envelope, type Headers, wrap, XML } from "../support/client.ts";
import { multipart, NEVER_ISSUED, type Session } from "../support/session.ts";
import type { Row } from "./demonstration.ts";

const DELETE = "DeleteUploadHandler";

/** What a server says to a message, in whose text `TICKET` is the ticket. */
const message =
  (xml: string, encoding: "utf8" | "latin1" = "utf8", headers: Headers = {}) =>
  async ({ client, alice }: Session) => {
    const body = Buffer.from(xml.replace("TICKET", alice), encoding);
    return say(await client.xml("POST", "/srv.asmx", { ...XML, ...headers }, body));
  };

const deleting = envelope(DELETE, {
  authenticationTicket: "TICKET",
  UploadHandler: NEVER_ISSUED,
});

export const FORM = "application/x-www-form-urlencoded";

/** What DeleteUploadHandler says to a form of that media type. */
export const deletingByForm =
  (type: string) =>
  async ({ client, alice }: Session) => {
    const body = `authenticationTicket=${alice}&UploadHandler=${NEVER_ISSUED}`;
    const headers = { "content-type": type };
    return say(await client.xml("POST", `/srv.asmx/${DELETE}`, headers, body));
  };

/** What is said to a delete of what these letters of a query stand for. */
export const deletingBy =
  (letters: string) =>
  async ({ client, alice }: Session) => {
    const query = `authenticationTicket=${alice}&UploadHandler=${letters}`;
    return say(await client.xml("GET", `/srv.asmx/DeleteUploadHandler?${query}`));
  };

export const SPELLING_ROWS: Readonly<Record<(typeof SPELLING_FAULTS)[number]["name"], Row>> = {
  "guid-ends-at-white-space": [
    (session) => session.dropUpload(`${NEVER_ISSUED} x`).then(say),
    "false: bad Request",
    "true",
  ],
  "multipart-boundary-keeps-its-quotes": [
    async ({ client, alice }) => {
      const params = { authenticationTicket: alice, UploadHandler: NEVER_ISSUED };
      const [, body] = multipart(params, "none", Buffer.from("a"));
      const quoted = { "content-type": 'multipart/form-data; boundary="assay-test-boundary"' };
      return say(await client.xml("POST", `/srv.asmx/${DELETE}`, quoted, body));
    },
    "true",
    "HTTP 400",
  ],
  "escape-that-is-none-is-500": [deletingBy("%zz"), "false: bad Request", "HTTP 500"],
  "form-type-with-parameter-is-415": [deletingByForm(`${FORM}; charset=UTF-8`), "true", "HTTP 415"],
  "soap-refuses-no-bytes": [
    message(
      envelope("UploadDocument", {
        authenticationTicket: "TICKET",
        path: "/Library/inbox/no-bytes.bin",
        fileContent: "",
      }),
    ),
    "true",
    "HTTP 500",
  ],
  "soap-latin-1-is-read-as-utf-8": [
    message(`<!-- \u00e9 -->${deleting}`, "latin1", {
      "content-type": "text/xml; charset=ISO-8859-1",
    }),
    "true",
    "HTTP 500",
  ],
  "base64-takes-no-spaces": [
    message(
      envelope("UploadDocument", {
        authenticationTicket: "TICKET",
        path: "/Library/inbox/spaces.bin",
        fileContent: "YWJj ZGVm",
      }),
    ),
    "true",
    "false: fileContent is not of type base64Binary: ",
  ],
  "soap-headers-are-passed-over": [
    message(
      deleting.replace(
        "<soap:Body>",
        '<soap:Header><x:a xmlns:x="urn:a" soap:mustUnderstand="1"/></soap:Header><soap:Body>',
      ),
    ),
    "HTTP 500",
    "true",
  ],
  "soap-does-what-the-action-says": [
    async (session) => {
      const id = await session.create();
      const { client, alice } = session;
      const values = `<tns:authenticationTicket>${alice}</tns:authenticationTicket><tns:UploadHandler>${id}</tns:UploadHandler>`;
      const headers = { ...XML, soapaction: `"http://tempuri.org/${DELETE}"` };
      const body = wrap(`<tns:ServerInfo>${values}</tns:ServerInfo>`);
      await client.xml("POST", "/srv.asmx", headers, body);
      return say(await session.chunk(id, "a"));
    },
    "true",
    "false: Invalid upload handler.",
  ],
};
