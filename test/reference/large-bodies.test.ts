import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { foldMessage } from "../../reference/inforouter/long-text.ts";
import { hexCrc, open, type Session } from "./support/session.ts";

const MIB = 1024 * 1024;
/** So long that their base64 stays where it came in, and that they are not read at once. */
const bytesOf = (size: number): Buffer =>
  Buffer.from(Array.from({ length: size }, (_, at) => (at * at + (at >> 8)) % 256));

describe("a long message", () => {
  const wrapped = (text: string): Buffer => Buffer.from(`<a><t>x</t><b>${text}</b></a>`);

  test("has a mark for its base64, which is decoded where it is", () => {
    const bytes = bytesOf(MIB + 1);
    const base64 = bytes.toString("base64");
    const folded = foldMessage(wrapped(base64));
    expect(folded?.body.toString()).toBe(`<a><t>x</t><b>${folded?.mark}</b></a>`);
    expect(folded?.long.text() === base64).toBe(true);
    expect(folded?.long.bytes().equals(bytes)).toBe(true);
    expect(folded?.long.text() === base64).toBe(true);
  });

  const BASE64 = bytesOf(MIB).toString("base64");
  test.each([
    ["of a text that is no base64", BASE64.replace("A", "*")],
    ["of base64 in lines", BASE64.replace(/.{76}/g, "$&\n")],
    ["of base64 without padding", BASE64.replace(/=+$/, "")],
    ["with padding in its middle", `${BASE64.slice(0, 65_533)}===${BASE64.slice(65_536)}`],
    ["with a reference", `&${BASE64}`],
    ["that has the mark itself", `</b><c>0LongBase64Text0</c><b>${BASE64}`],
  ])("%s is left as it is", (_, text) => {
    expect(foldMessage(wrapped(text))).toBeUndefined();
  });
});

describe("a large chunk", () => {
  let session: Session;
  beforeAll(async () => {
    session = await open();
  });
  afterAll(() => session.close());

  test.each([MIB - 1, MIB + 1, 2 * MIB])("of %i bytes comes back as it was sent", async (size) => {
    const { client, alice } = session;
    const bytes = bytesOf(size);
    const ticket = { authenticationTicket: alice };
    for (const way of ["soap", "post"] as const) {
      const made = await client[way]("CreateUploadHandler", {
        ...ticket,
        PreferedChunkSize: 2 * MIB,
      });
      const uploadHandler = String(made.attributes["UploadHandler"]);
      const path = `/Library/inbox/large-${way}-${size}.bin`;
      const sent = await client[way]("UploadFileChunk", {
        ...ticket,
        uploadHandler,
        fileChunk: bytes.toString("base64"),
        chunkHEXCRC: hexCrc(bytes),
        lastChunk: true,
      });
      expect(sent.attributes).toMatchObject({ success: "true" });
      await client[way]("UploadDocumentWithHandler", { ...ticket, path, uploadHandler });
      const got = await client.get("DownloadDocument", { ...ticket, Path: path });
      expect(got.body.equals(bytes)).toBe(true);
      const soap = await client.soap("DownloadDocument", { ...ticket, Path: path });
      const [, text = ""] = /<DownloadDocumentResult>(.*)<\//s.exec(soap.body.toString()) ?? [];
      expect(Buffer.from(text.replace(/<.*/s, ""), "base64").equals(bytes)).toBe(true);
    }
  });
});
