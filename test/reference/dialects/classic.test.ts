import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { say } from "../support/answer.ts";
import { envelope, FORM, type Params } from "../support/client.ts";
import { multipart, NEVER_ISSUED, open, type Session } from "../support/session.ts";

let session: Session;
beforeAll(async () => {
  session = await open({ dialect: "classic" });
});
afterAll(() => session.close());

const fetchText = async (path: string, init?: RequestInit) => {
  const response = await fetch(`${session.server.url}${path}`, init);
  const type = response.headers.get("content-type")?.split(";")[0];
  return { line: `${response.status} ${type}`, text: await response.text(), response };
};

const query = (params: Record<string, string>) =>
  `?${new URLSearchParams({ authenticationTicket: session.alice, ...params })}`;

const create = (params: Record<string, string>) =>
  fetchText(`/srv.asmx/CreateUploadHandler${query(params)}`);

describe("over GET and POST", () => {
  test("a parameter that is missing is HTTP 500 in plain text", async () => {
    const { line, text } = await create({});
    expect(line).toBe("500 text/plain");
    expect(text.trim()).toBe(
      "System.InvalidOperationException: Missing parameter: PreferedChunkSize.",
    );
  });

  test.each(["x", "", "1.0", "2147483648", "0x10"])(
    "a size of %j is not converted",
    async (size) => {
      const { line, text } = await create({ PreferedChunkSize: size });
      expect(line).toBe("500 text/plain");
      expect(text).toContain(`System.ArgumentException: Cannot convert ${size} to System.Int32.`);
      expect(text).not.toMatch(/ at \w/);
    },
  );

  test.each([" 5 ", "+5", "0005"])("a size of %j is converted", async (size) => {
    expect((await create({ PreferedChunkSize: size })).text).toContain('ChunkSize="262144"');
  });

  test("an answer has the headers of the framework and the declaration of its serializer", async () => {
    const { line, text, response } = await create({ PreferedChunkSize: "0" });
    expect(line).toBe("200 text/xml");
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?>\r\n<response xmlns="" success="true" error="" /,
    );
    expect(response.headers.get("x-aspnet-version")).toBe("4.0.30319");
    expect(response.headers.get("cache-control")).toBe("private, max-age=0");
  });

  test("a refusal of the framework has its headers too", async () => {
    const { response } = await create({});
    expect(response.headers.get("x-powered-by")).toBe("ASP.NET");
  });

  test("an unknown operation is HTTP 500 in plain text", async () => {
    const { line, text } = await fetchText("/srv.asmx/Nothing");
    expect(line).toBe("500 text/plain");
    expect(text).toContain("Request format is unrecognized for URL unexpectedly ending in");
  });

  test.each(["<a", "</a>", "<!--", "<?x", "a&#60;"])("%j looks like markup", async (value) => {
    const { line } = await create({ PreferedChunkSize: "0", more: value });
    expect(line).toBe("500 text/html");
    const body = `UploadHandler=${encodeURIComponent(value)}`;
    const posted = await fetchText("/srv.asmx/DeleteUploadHandler", {
      method: "POST",
      headers: FORM,
      body,
    });
    expect(posted.line).toBe("500 text/html");
  });

  test.each(["a < b", "1<2", "a&b", "#"])("%j does not look like markup", async (value) => {
    expect((await create({ PreferedChunkSize: "0", more: value })).line).toBe("200 text/xml");
  });

  test("a query of more than 2048 characters and one with NUL are refused", async () => {
    const fits = 2048 - query({ PreferedChunkSize: "0", more: "" }).length + 1;
    const long = (length: number) => create({ PreferedChunkSize: "0", more: "x".repeat(length) });
    expect((await long(fits)).line).toBe("200 text/xml");
    expect((await long(fits + 1)).line).toBe("404 text/html");
    expect((await create({ PreferedChunkSize: "0", more: "\u0000" })).line).toBe("400 text/html");
  });

  test("a repeated parameter is joined with a comma", async () => {
    const { text } = await fetchText(
      `/srv.asmx/CreateUploadHandler${query({ PreferedChunkSize: "1" })}&PreferedChunkSize=2`,
    );
    expect(text).toContain("Cannot convert 1,2 to System.Int32.");
  });

  test("a body that is no form is refused, a multipart one as well", async () => {
    const [headers, body] = multipart({ UploadHandler: "x" }, "other", Buffer.from(""));
    const answer = await session.client.xml("POST", "/srv.asmx/DeleteUploadHandler", headers, body);
    expect(say(answer)).toBe("HTTP 500");
    expect(answer.body.toString()).toContain("Request format is invalid: multipart/form-data");
  });

  test("a chunk over GET is refused", async () => {
    expect((await fetchText("/srv.asmx/UploadFileChunk?lastChunk=true")).line).toBe(
      "500 text/plain",
    );
  });

  test("a document is base64 in an element", async () => {
    const params = { authenticationTicket: session.alice, Path: "/Library/sample.bin" };
    const { body } = await session.client.get("DownloadDocument", params);
    expect(body.toString().slice(40, 95)).toContain('<base64Binary xmlns="http://tempuri.org/">');
  });
});

describe("over SOAP", () => {
  const send = (body: string, headers: Readonly<Record<string, string>>) =>
    session.client.xml("POST", "/srv.asmx", headers, body);
  const message = (params: Params = { UploadHandler: NEVER_ISSUED }) =>
    envelope("DeleteUploadHandler", { AuthenticationTicket: session.alice, ...params });
  const XML = { "content-type": "text/xml; charset=utf-8" };
  const ACTION = "http://tempuri.org/DeleteUploadHandler";

  test.each<[string, Readonly<Record<string, string>>]>([
    ["without an action", XML],
    ["with an empty action", { ...XML, soapaction: '""' }],
    ["with another action", { ...XML, soapaction: '"http://tempuri.org/ServerInfo"' }],
  ])("a message %s is a soap:Client fault", async (_how, headers) => {
    const answer = await send(message(), headers);
    expect([answer.status, answer.wellFormed]).toEqual([500, true]);
    expect(answer.body.toString()).toContain("<faultcode>soap:Client</faultcode>");
    expect(answer.body.toString()).toContain(
      "did not recognize the value of HTTP Header SOAPAction",
    );
  });

  test("takes the documents' spelling, the WSDL's and no other", async () => {
    const PreferedChunkSize = 0;
    for (const [name, expected] of [
      ["authenticationTicket", "true"],
      ["AuthenticationTicket", "true"],
      ["authenticationticket", "false: [900] Authentication failed."],
    ] as const) {
      const params = { [name]: session.alice, PreferedChunkSize };
      expect(say(await session.client.soap("CreateUploadHandler", params))).toBe(expected);
    }
  });

  test("the WSDL writes AuthenticationTicket, FileChunk and Path, and two versions", async () => {
    const { text } = await fetchText("/srv.asmx?WSDL");
    expect(text).not.toContain('name="authenticationTicket"');
    for (const name of ["AuthenticationTicket", "FileChunk", "LastChunk", "Path", "srvSoap12"]) {
      expect(text).toContain(`name="${name}"`);
    }
  });

  test("an absent element is null or 0, one that is not converted a fault", async () => {
    const create = async (params: Params) =>
      say(
        await session.client.soap("CreateUploadHandler", {
          AuthenticationTicket: session.alice,
          ...params,
        }),
      );
    expect(await create({})).toBe("true");
    expect(await create({ PreferedChunkSize: "x" })).toBe("HTTP 500");
    expect(await create({ PreferedChunkSize: "" })).toBe("HTTP 500");
    expect(say(await session.client.soap("DeleteUploadHandler", {}))).toBe("false: bad Request");
  });

  test("elements outside the namespace do not exist", async () => {
    const body = message().replaceAll("tns:UploadHandler", "UploadHandler");
    const answer = await send(body, { ...XML, soapaction: ACTION });
    expect(say(answer)).toBe("false: bad Request");
  });

  describe("in version 1.2", () => {
    const in12 = (body: string) =>
      body.replace(
        "http://schemas.xmlsoap.org/soap/envelope/",
        "http://www.w3.org/2003/05/soap-envelope",
      );
    const type = (action: string) => ({
      "content-type": `application/soap+xml; charset=utf-8${action}`,
    });

    test.each([`; action="${ACTION}"`, ""])(
      "a message with the type ending in %j",
      async (action) => {
        const answer = await send(in12(message()), type(action));
        expect(say(answer)).toBe("true");
        expect(answer.contentType).toBe("application/soap+xml; charset=utf-8");
        expect(answer.body.toString()).toContain("http://www.w3.org/2003/05/soap-envelope");
      },
    );

    test("a fault is a soap:Sender", async () => {
      const answer = await send(in12(message()), type('; action="http://tempuri.org/Nothing"'));
      expect([answer.status, answer.wellFormed]).toEqual([500, true]);
      expect(answer.body.toString()).toContain("<soap:Value>soap:Sender</soap:Value>");
    });

    test("an envelope of the other version is a VersionMismatch", async () => {
      expect((await send(message(), type(""))).body.toString()).toContain("soap:VersionMismatch");
    });
  });
});

test.each<[string, (guid: string) => string]>([
  ["N", (guid) => guid.replaceAll("-", "")],
  ["B", (guid) => `{${guid}}`],
  ["P", (guid) => `(${guid.toUpperCase()})`],
  ["padded", (guid) => ` ${guid}\t`],
  [
    "X",
    (guid) => {
      const [a, b, c, ...rest] = guid
        .replace(/^(.{8}).(.{4}).(.{4}).(.{4}).(.*)$/, "$1 $2 $3 $4$5")
        .split(" ");
      const bytes = (rest.join("").match(/../g) ?? []).map((byte) => `0x${byte}`);
      return `{0x${a},0x${b},0x${c},{${bytes.join(",")}}}`;
    },
  ],
])("a handler in form %s is deleted", async (_form, write) => {
  const id = await session.create();
  expect(say(await session.dropUpload(write(id)))).toBe("true");
  expect(say(await session.chunk(id, "a"))).toBe("false: Invalid upload handler.");
});
