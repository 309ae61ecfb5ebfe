import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { say } from "./support/answer.ts";
import { FORM, type Params } from "./support/client.ts";
import { hexCrc, multipart, NEVER_ISSUED, open, type Session } from "./support/session.ts";

let session: Session;
beforeAll(async () => {
  session = await open();
});
afterAll(() => session.close());

const BINDINGS = ["get", "post", "soap"] as const;

describe.each(BINDINGS)("over %s", (binding) => {
  const call = (operation: string, params: Params = {}) =>
    session.client[binding](operation, params);

  test("ServerInfo takes nothing", async () => {
    expect(say(await call("ServerInfo"))).toBe("true");
  });

  test("a session is opened, asked for and ended", async () => {
    const { uid, pwd } = session.server.inforouter.users.owner;
    const { attributes } = await call("AuthenticateUser", { UID: uid.toUpperCase(), PWD: pwd });
    expect(attributes).toMatchObject({ success: "true", username: "alice", userid: "101" });
    const params = { AuthenticationTicket: attributes["ticket"] ?? "" };
    expect(say(await call("isValidTicket", params))).toBe("true");
    expect(say(await call("LogOut", params))).toBe("true");
    expect(say(await call("LogOut", params))).toContain("[901]");
  });

  test("an upload goes from create to document", async () => {
    const authenticationTicket = session.alice;
    const created = await call("CreateUploadHandler", {
      authenticationTicket,
      PreferedChunkSize: 0,
    });
    expect(created.root).toBe("response");
    expect(Object.keys(created.attributes)).toEqual([
      "success",
      "error",
      "UploadHandler",
      "ChunkSize",
    ]);
    const uploadHandler = created.attributes["UploadHandler"] ?? "";
    const bytes = Buffer.from("some ünicode + bytes & more");
    const chunkOver = binding === "get" ? "post" : binding;
    const chunk = await session.client[chunkOver]("UploadFileChunk", {
      authenticationTicket,
      uploadHandler,
      fileChunk: bytes.toString("base64"),
      chunkHEXCRC: hexCrc(bytes),
      lastChunk: true,
    });
    expect(chunk.attributes).toEqual({
      success: "true",
      tryagain: "false",
      filehexcrc: hexCrc(bytes),
    });
    const path = `/Library/inbox/${binding} ü&'.txt`;
    const done = await call("UploadDocumentWithHandler", {
      authenticationTicket,
      path,
      uploadHandler,
    });
    expect(done.attributes).toMatchObject({ success: "true", VersionId: /./ });
    const id = `~D${done.attributes["DocumentId"]}.txt`;
    expect(Buffer.from(await session.read(path), "latin1")).toEqual(bytes);
    expect(Buffer.from(await session.read(id), "latin1")).toEqual(bytes);
    const gone = { authenticationTicket, Path: path };
    expect((await call("DeleteDocument", gone)).root).toBe("root");
    expect(say(await call("DeleteDocument", gone))).toBe("false: The document was not found.");
  });

  test("the two deletes answer what the documents show", async () => {
    const authenticationTicket = session.alice;
    for (const [operation, parameter] of [
      ["DeleteUploadHandler", "UploadHandler"],
      ["DeleteDownloadHandler", "DownloadHandler"],
    ] as const) {
      const answer = await call(operation, { authenticationTicket, [parameter]: NEVER_ISSUED });
      expect(answer).toMatchObject({
        status: 200,
        root: "response",
        attributes: { success: "true", error: "" },
      });
    }
  });

  test("a document is uploaded in one call and downloaded", async () => {
    const authenticationTicket = session.alice;
    const path = `/Library/inbox/${binding}-once.txt`;
    const uploaded = await call("UploadDocument", {
      authenticationTicket,
      path,
      fileContent: Buffer.from("content").toString("base64"),
    });
    expect(say(uploaded)).toBe("true");
    const answer = await call("DownloadDocument", { authenticationTicket, Path: path });
    const body = answer.body.toString();
    if (binding === "soap") {
      expect(body).toContain("<DownloadDocumentResult>Y29udGVudA==</DownloadDocumentResult>");
    } else expect([answer.contentType, body]).toEqual(["text/plain", "content"]);
  });
});

describe("parameters", () => {
  test("names lose their letter case over GET and POST, and others are ignored", async () => {
    const params = { AUTHENTICATIONTICKET: session.alice, preferedchunksize: 300_000, more: "x" };
    for (const binding of ["get", "post"] as const) {
      const answer = await session.client[binding]("CreateUploadHandler", params);
      expect(answer.attributes["ChunkSize"]).toBe("300000");
    }
  });

  test("names keep their letter case over SOAP", async () => {
    const params = { AuthenticationTicket: session.alice, PreferedChunkSize: 0 };
    expect(say(await session.client.soap("CreateUploadHandler", params))).toContain("[900]");
  });

  test("a binary part of a multipart body is a chunk", async () => {
    const id = await session.create();
    expect(say(await session.chunk(id, "a", { multipart: true, last: true }))).toBe("true");
    const path = "/Library/inbox/multipart.bin";
    await session.finalize(id, path);
    expect(await session.read(path)).toBe("a");
  });

  test("every operation takes a multipart body", async () => {
    const params = { authenticationTicket: session.alice, UploadHandler: "x" };
    const [headers, body] = multipart(params, "other", Buffer.from(""));
    const answer = await session.client.xml("POST", "/srv.asmx/DeleteUploadHandler", headers, body);
    expect(say(answer)).toBe("false: bad Request");
  });

  test.each(["%", "%zz", "%ff", "=", "&&&=&", "a=b=c&+"])("a query %j is read", async (query) => {
    const path = `/srv.asmx/DeleteUploadHandler?${query}`;
    expect(say(await session.client.xml("GET", path))).toBe("false: bad Request");
  });
});

describe("what never reaches an operation", () => {
  const send = async (method: string, path: string, headers?: Params, body?: string) =>
    (await session.client.xml(method, path, headers as Record<string, string>, body)).status;

  test("a chunk over GET is 415", async () => {
    expect(await send("GET", "/srv.asmx/UploadFileChunk?lastChunk=true")).toBe(415);
  });

  test("an unknown operation is 404", async () => {
    expect(await send("GET", "/srv.asmx/Nothing")).toBe(404);
    expect(await send("GET", "/srv.asmxx")).toBe(404);
  });

  test("another method is 405", async () => {
    expect(await send("PUT", "/srv.asmx/ServerInfo")).toBe(405);
    expect(await send("DELETE", "/srv.asmx")).toBe(405);
  });

  test("another type of body is 415", async () => {
    const headers = { "content-type": "application/json" };
    expect(await send("POST", "/srv.asmx/ServerInfo", headers, "{}")).toBe(415);
  });

  test("a malformed multipart body is 400", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=b" };
    expect(await send("POST", "/srv.asmx/ServerInfo", headers, "--b\r\nnothing")).toBe(400);
    const without = { "content-type": "multipart/form-data" };
    expect(await send("POST", "/srv.asmx/ServerInfo", without, "--b--")).toBe(400);
  });

  test("a body of more than 64 MiB is 413 and the server goes on", async () => {
    expect(await send("POST", "/srv.asmx/ServerInfo", FORM, "a".repeat(65 * 2 ** 20))).toBe(413);
    expect(await send("POST", "/srv.asmx/ServerInfo")).toBe(200);
  });
});
