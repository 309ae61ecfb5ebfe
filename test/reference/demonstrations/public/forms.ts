import type { PUBLIC_FORMS } from "../../../../reference/faults/public/forms.ts";
import type { PUBLIC_GUIDS } from "../../../../reference/faults/public/guids.ts";
import { say } from "../../support/answer.ts";
import { hexCrc, NEVER_ISSUED, type Session } from "../../support/session.ts";
import { inPart } from "../contents.ts";
import type { Row } from "../demonstration.ts";
import { deletingBy, deletingByForm, FORM } from "../spellings.ts";

/** What a chunk is answered, with `tryagain`. */
const chunk =
  (bytes: Buffer, crc = hexCrc(bytes)) =>
  async (session: Session) => {
    const answer = await session.chunk(await session.create(), bytes, { crc });
    return answer.attributes["tryagain"] === "true" ? "try again" : say(answer);
  };

/** What DeleteUploadHandler says to this. */
const deleting = (text: string) => async (session: Session) => say(await session.dropUpload(text));

/** Whether a handler works after a delete of another spelling or of a part of its GUID. */
const afterDelete = (spell: (id: string) => string) => async (session: Session) => {
  const id = await session.create();
  const said = say(await session.dropUpload(spell(id)));
  const works = say(await session.chunk(id, "a")) === "true";
  return `${said}, ${works ? "works" : "gone"}`;
};

/** What is in a document that was sent as this base64. */
const storedFrom = (fileContent: string) => async (session: Session) => {
  const { client, alice } = session;
  const path = "/Library/inbox/spelled-base64.txt";
  const answer = await client.post("UploadDocument", {
    authenticationTicket: alice,
    path,
    fileContent,
  });
  return answer.attributes["success"] === "true" ? session.read(path) : say(answer);
};

const BAD = "false: bad Request";

/** Bytes whose CRC has the top bit. */
const TOP_BIT = Buffer.from("a");

export const PUBLIC_FORMS_ROWS: Readonly<
  Record<(typeof PUBLIC_FORMS | typeof PUBLIC_GUIDS)[number]["name"], Row>
> = {
  "plus-becomes-space-after-decoding": [
    chunk(Buffer.from([0xfb, 0xef, 0xbe])),
    "true",
    "try again",
  ],
  "bytes-that-are-no-utf8-are-500": [deletingBy("%FF"), BAD, "HTTP 500"],
  "base64-drops-trailing-nuls": [chunk(Buffer.from("a\0\0")), "true", "try again"],
  "base64-answer-has-no-padding": [
    async ({ client, alice, stage }) => {
      const params = { authenticationTicket: alice, DownloadHandler: await stage() };
      const asked = { ...params, StartOffset: 0, ChunkSize: 2 };
      const { text } = await client.get("DownloadFileChunk", asked);
      return `${text.length} characters`;
    },
    "4 characters",
    "3 characters",
  ],
  "base64-with-line-ends-is-refused": [
    storedFrom("YWJj\r\nZGVm"),
    "abcdef",
    "false: fileContent is not of type base64Binary: ",
  ],
  "base64-with-white-space-is-garbled": [
    storedFrom("YWJj ZGVm"),
    "abcdef",
    Buffer.from("YWJjAZGVmAAA", "base64").toString("latin1"),
  ],
  "base64-length-counts-white-space": [
    storedFrom("YWJj ZGVm"),
    "abcdef",
    "false: fileContent is not of type base64Binary: ",
  ],
  "stray-percent-is-500": [deleting("%"), BAD, "HTTP 500"],
  "apostrophe-in-guid-is-500": [deleting("'"), BAD, "HTTP 500"],
  "zero-crc-is-not-checked": [chunk(Buffer.from("a"), "0"), "try again", "true"],
  "answered-crc-is-signed": [
    async (session) => {
      const answer = await session.chunk(await session.create(), TOP_BIT, { last: true });
      return answer.attributes["filehexcrc"] ?? say(answer);
    },
    hexCrc(TOP_BIT),
    `-${(2 ** 32 - Number.parseInt(hexCrc(TOP_BIT), 16)).toString(16).toUpperCase()}`,
  ],
  "form-with-charset-has-no-parameters": [deletingByForm(`${FORM}; charset=UTF-8`), "true", BAD],
  "part-loses-final-cr": [inPart("a\r\r"), "a\r\r", "a\r"],
  "final-cr-of-part-is-doubled": [inPart("a\r"), "a\r", "a\r\r"],
  "upper-case-guid-is-another": [
    afterDelete((id) => id.toUpperCase()),
    "true, gone",
    "true, works",
  ],
  "guid-may-be-longer": [deleting(`${NEVER_ISSUED}AA`), BAD, "true"],
  "guid-between-any-characters": [deleting(`"${NEVER_ISSUED}"`), BAD, "true"],
  "guid-dashes-may-be-anywhere": [deleting(`-${NEVER_ISSUED}`), BAD, "true"],
  "guid-of-few-digits-is-filled-up": [deleting("ffff"), BAD, "true"],
  "guid-on-a-line-of-its-own": [deleting(`x\n${NEVER_ISSUED}\nx`), BAD, "true"],
  "handler-is-found-by-first-digits": [
    afterDelete((id) => id.slice(0, 8) + NEVER_ISSUED.slice(8)),
    "true, works",
    "true, gone",
  ],
};
