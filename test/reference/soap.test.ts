import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { say } from "./support/answer.ts";
import { envelope, wrap, XML } from "./support/client.ts";
import { hexCrc, NEVER_ISSUED, open, type Session } from "./support/session.ts";

let session: Session;
beforeAll(async () => {
  session = await open();
});
afterAll(() => session.close());

const send = async (body: string | Buffer, headers: Readonly<Record<string, string>> = XML) =>
  say(await session.client.xml("POST", "/srv.asmx", headers, body));

const message = () =>
  envelope("DeleteUploadHandler", {
    authenticationTicket: session.alice,
    UploadHandler: NEVER_ISSUED,
  });

describe("equivalent messages", () => {
  const fields = () =>
    `<authenticationTicket>${session.alice}</authenticationTicket><UploadHandler>${NEVER_ISSUED}</UploadHandler>`;

  test.each<[string, () => string]>([
    ["as documented", message],
    ["with a declaration", () => `<?xml version="1.0" encoding="utf-8"?>\n${message()}`],
    ["with a byte order mark", () => `\ufeff${message()}`],
    [
      "with other prefixes",
      () =>
        message()
          .replaceAll("soap:", "S:")
          .replaceAll(":soap", ":S")
          .replaceAll("tns:", "_:")
          .replaceAll(":tns", ":_"),
    ],
    [
      "with a default namespace",
      () =>
        wrap(`<DeleteUploadHandler xmlns="http://tempuri.org/">${fields()}</DeleteUploadHandler>`),
    ],
    ["without a namespace", () => wrap(`<DeleteUploadHandler>${fields()}</DeleteUploadHandler>`)],
    ["with white space and comments", () => message().replaceAll("><", ">\n <!-- < & --> <")],
    ["with a comment in a value", () => message().replace("a1b2", "a1<!-- x -->b2")],
    ["with CDATA", () => message().replace(NEVER_ISSUED, `<![CDATA[${NEVER_ISSUED}]]>`)],
    ["with character references", () => message().replace("a1b2", "&#97;1&#x62;2")],
    [
      "with a header",
      () => message().replace("<soap:Body>", "<soap:Header><a/></soap:Header><soap:Body>"),
    ],
    ["with a processing instruction", () => message().replace("<soap:Body>", "<?a b?><soap:Body>")],
    [
      "with more elements",
      () => message().replace("<tns:UploadHandler>", "<tns:More>x</tns:More><tns:UploadHandler>"),
    ],
  ])("%s", async (_how, body) => {
    expect(await send(body())).toBe("true");
  });

  test.each([
    '"http://tempuri.org/DeleteUploadHandler"',
    "http://tempuri.org/DeleteUploadHandler",
    '""',
    "",
  ])("with the SOAPAction %j", async (soapaction) => {
    expect(await send(message(), { ...XML, soapaction })).toBe("true");
  });

  test("in UTF-16", async () => {
    const body = Buffer.from(`\ufeff${message()}`, "utf16le");
    expect(await send(body, { "content-type": "text/xml; charset=utf-16" })).toBe("true");
  });

  test("xsi:nil and an absent element are the same, an empty one is empty", async () => {
    const nil =
      '<tns:UploadHandler xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>';
    const body = message().replace(/<tns:UploadHandler>.*<\/tns:UploadHandler>/, nil);
    expect(await send(body)).toBe("false: bad Request");
    const create = wrap(
      `<tns:CreateUploadHandler><tns:authenticationTicket>${session.alice}</tns:authenticationTicket><tns:PreferedChunkSize/></tns:CreateUploadHandler>`,
    );
    expect(await send(create)).toBe("false: PreferedChunkSize is not of type int: ");
  });
});

describe("a message that cannot be read is a soap:Client fault", () => {
  const canary = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
  test.each<[string, () => string | Buffer]>([
    ["empty", () => ""],
    ["no XML", () => "hello"],
    ["unclosed", () => message().slice(0, -5)],
    ["two roots", () => message() + message()],
    ["text after the root", () => `${message()}x`],
    [
      "a repeated attribute",
      () => message().replace("<tns:DeleteUploadHandler>", '<tns:DeleteUploadHandler a="1" a="2">'),
    ],
    [
      "an undeclared prefix",
      () => message().replaceAll("tns:DeleteUploadHandler", "no:DeleteUploadHandler"),
    ],
    ["an external entity", () => canary + message().replace(NEVER_ISSUED, "&x;")],
    ["a DTD that is not used", () => `<!DOCTYPE a>${message()}`],
    ["an undeclared entity", () => message().replace(NEVER_ISSUED, "&nbsp;")],
    ["a bare ampersand", () => message().replace(NEVER_ISSUED, "a & b")],
    ["a control character", () => message().replace(NEVER_ISSUED, "\u0001")],
    ["a reference to a control character", () => message().replace(NEVER_ISSUED, "&#0;")],
    ["a reference to a surrogate", () => message().replace(NEVER_ISSUED, "&#xD800;")],
    ["invalid UTF-8", () => Buffer.concat([Buffer.from(message()), Buffer.from([0xff])])],
    ["very deep", () => wrap(`${"<a>".repeat(5000)}${"</a>".repeat(5000)}`)],
    ["no envelope", () => "<a/>"],
    ["no body", () => '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>'],
    ["an empty body", () => wrap("")],
    ["two calls", () => wrap("<ServerInfo/><ServerInfo/>")],
    ["markup in a value", () => message().replace(NEVER_ISSUED, "<a/>")],
    ["an unknown operation", () => wrap("<Nothing/>")],
    ["a name of every object", () => wrap("<constructor/>")],
    ["a dangerous name", () => wrap("<__proto__><a/></__proto__>")],
  ])("%s", async (_what, body) => {
    const answer = await session.client.xml("POST", "/srv.asmx", XML, body());
    expect([answer.status, answer.wellFormed]).toEqual([500, true]);
    expect(answer.body.toString()).toContain("<faultcode>soap:Client</faultcode>");
  });

  test("another version of SOAP is a VersionMismatch", async () => {
    const body = message().replace(
      "http://schemas.xmlsoap.org/soap/envelope/",
      "http://www.w3.org/2003/05/soap-envelope",
    );
    const answer = await session.client.xml("POST", "/srv.asmx", XML, body);
    expect(answer.body.toString()).toContain("soap:VersionMismatch");
  });

  test("an action of another operation", async () => {
    const soapaction = '"http://tempuri.org/ServerInfo"';
    expect(await send(message(), { ...XML, soapaction })).toBe("HTTP 500");
  });

  test("no XML type is 415", async () => {
    expect(await send(message(), { "content-type": "application/json" })).toBe("HTTP 415");
  });
});

test("a reference to the character of a folded text stays that character", async () => {
  const body = wrap(
    `<tns:CreateUploadHandler><tns:authenticationTicket>${session.alice}</tns:authenticationTicket><tns:PreferedChunkSize>&#xE000;0&#xE000;</tns:PreferedChunkSize><tns:More>${"A".repeat(5000)}</tns:More></tns:CreateUploadHandler>`,
  );
  expect(await send(body)).toBe("false: PreferedChunkSize is not of type int: \ue0000\ue000");
});

test("a chunk of 32 MiB arrives over SOAP", async () => {
  const bytes = Buffer.alloc(33_554_432, "assay");
  const authenticationTicket = session.alice;
  const params = { authenticationTicket, PreferedChunkSize: bytes.length };
  const created = await session.client.soap("CreateUploadHandler", params);
  const answer = await session.client.soap("UploadFileChunk", {
    authenticationTicket,
    uploadHandler: created.attributes["UploadHandler"] ?? "",
    fileChunk: bytes.toString("base64"),
    chunkHEXCRC: hexCrc(bytes),
    lastChunk: true,
  });
  expect(say(answer)).toBe("true");
});
