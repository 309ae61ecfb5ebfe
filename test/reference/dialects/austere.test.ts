import { readdir } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { say } from "../support/answer.ts";
import { envelope, XML } from "../support/client.ts";
import { CHUNK, hexCrc, NEVER_ISSUED, open, type Session } from "../support/session.ts";
import { deleteUpload } from "../support/uploads.ts";

let session: Session;
beforeEach(async () => {
  session = await open({ dialect: "austere" });
});
afterEach(() => session.close());

const GONE = "false: Ungültiger Upload-Handler.";
const FULL = Buffer.alloc(CHUNK, "a");

const logIn = async () => {
  const { uid, pwd } = session.server.inforouter.users.owner;
  const answer = await session.client.get("AuthenticateUser", { UID: uid, PWD: pwd });
  return answer.attributes["ticket"] ?? "";
};

describe("a chunk", () => {
  test.each<[string, Buffer, { last?: boolean; crc?: string }, string]>([
    ["of exactly ChunkSize", FULL, {}, "true"],
    ["that is last and short", Buffer.from("a"), { last: true }, "true"],
    ["that is short and not last", Buffer.from("a"), {}, "genau ChunkSize"],
    ["that is too long", Buffer.alloc(CHUNK + 1), { last: true }, "größer als ChunkSize"],
    ["that is empty", Buffer.alloc(0), { last: true }, "ist leer"],
    ["with a CRC in lower case", FULL, { crc: hexCrc(FULL).toLowerCase() }, "Prüfsumme"],
    ["with a padded CRC", FULL, { crc: `0${hexCrc(FULL)}` }, "Prüfsumme"],
  ])("%s", async (_what, bytes, how, expected) => {
    expect(say(await session.chunk(await session.create(), bytes, how))).toContain(expected);
  });

  test("after the last is refused", async () => {
    const id = await session.filled("a");
    expect(say(await session.chunk(id, "b", { last: true }))).toContain("bereits empfangen");
  });

  test("whose CRC does not match is a failure to be tried again", async () => {
    const answer = await session.chunk(await session.create(), FULL, { crc: "0" });
    expect(answer.attributes).toMatchObject({ success: "false", tryagain: "true", error: /./ });
  });
});

describe("an upload", () => {
  test("ends with its session, and its file", async () => {
    const id = await session.filled("a");
    const staged = () => readdir(session.server.inforouter.probes.stagingDir);
    expect(await staged()).toHaveLength(1);
    await session.client.get("LogOut", { AuthenticationTicket: session.alice });
    expect(await staged()).toEqual([]);
    const ticket = await logIn();
    expect(say(await session.finalize(id, "/Library/inbox/a.txt", ticket))).toBe(GONE);
    expect(say(await session.dropUpload(id, ticket))).toBe("true");
  });

  test("is of one session only, but any session of its user deletes it", async () => {
    const id = await session.create();
    const ticket = await logIn();
    expect(say(await session.chunk(id, "a", { ticket, last: true }))).toBe(GONE);
    expect(say(await session.dropUpload(id, ticket))).toBe("true");
    expect(say(await session.chunk(id, "a", { last: true }))).toBe(GONE);
  });

  test("is consumed by a finalize that fails, unless it was a stranger's", async () => {
    const id = await session.filled("a");
    expect(say(await session.finalize(id, "/Library/inbox/a.txt", session.bob))).toBe(GONE);
    expect(say(await session.finalize(id, "/Nowhere/a.txt"))).toContain("Ordner");
    expect(say(await session.finalize(id, "/Library/inbox/a.txt"))).toBe(GONE);
    expect(await readdir(session.server.inforouter.probes.stagingDir)).toEqual([]);
  });
});

test("a stranger's delete is refused and harms nothing", async () => {
  const upload = await session.create();
  expect(say(await session.dropUpload(upload, session.bob))).toContain("anderen Benutzer");
  expect(say(await session.chunk(upload, FULL))).toBe("true");
  const download = await session.stage();
  expect(say(await session.dropDownload(download, session.bob))).toContain("anderen Benutzer");
  expect(say(await session.download(download))).toBe("true");
});

test("answers are as short as can be, the verdict last", async () => {
  const params = { authenticationTicket: session.alice, UploadHandler: NEVER_ISSUED };
  const { body } = await session.client.get("DeleteUploadHandler", params);
  expect(body.toString()).toBe('<response error="" success="true"/>');
  const { attributes } = await session.chunk(await session.create(), "a", { last: true });
  expect(Object.keys(attributes)).toEqual(["tryagain", "success"]);
  const readable = session.server.inforouter.documents.readable;
  const staged = await session.client.get("GetDownloadHandler", {
    AuthenticationTicket: session.alice,
    Path: readable,
    PreferedChunkSize: 0,
  });
  expect(Object.keys(staged.attributes)).toEqual([
    "downloadhandler",
    "ChunkSize",
    "CRC32",
    "RenderedContent",
    "AlterDocumentName",
    "VersionNumber",
    "ContentType",
    "Size",
    "success",
  ]);
});

test.each(["+300000", "0300000", " 300000", "", "x"])("a size of %j is no int", async (size) => {
  const params = { authenticationTicket: session.alice, PreferedChunkSize: size };
  const answer = await session.client.post("CreateUploadHandler", params);
  expect(say(answer)).toBe("false: PreferedChunkSize ist nicht vom Typ int.");
});

test.each<[string, (guid: string) => string]>([
  ["N", (guid) => guid.replaceAll("-", "")],
  ["B", (guid) => `{${guid}}`],
  ["padded", (guid) => ` ${guid}`],
])("a handler in form %s is bad Request", async (_form, write) => {
  expect(say(await session.dropUpload(write(NEVER_ISSUED)))).toBe("false: bad Request");
});

test.each([
  [0, CHUNK, "true"],
  [599_999, 1, "true"],
  [600_000, 1, "false: StartOffset liegt außerhalb der Datei."],
  [-1, 1, "false: StartOffset liegt außerhalb der Datei."],
  [0, 0, "false: ChunkSize liegt außerhalb der Grenzen."],
  [0, CHUNK + 1, "false: ChunkSize liegt außerhalb der Grenzen."],
])("a download of offset %d and size %d is %s", async (StartOffset, ChunkSize, expected) => {
  const answer = await session.client.get("DownloadFileChunk", {
    authenticationTicket: session.alice,
    DownloadHandler: await session.stage(),
    StartOffset,
    ChunkSize,
  });
  expect(say(answer)).toBe(expected);
});

test("a parameter that occurs twice is refused", async () => {
  const path = "/srv.asmx/ServerInfo?a=1&A=1";
  expect((await session.client.xml("GET", path)).status).toBe(400);
});

test("SOAP needs its action and its namespace", async () => {
  const soapaction = '"http://tempuri.org/ServerInfo"';
  const message = envelope("ServerInfo", {});
  const send = async (body: string, headers: Readonly<Record<string, string>>) =>
    say(await session.client.xml("POST", "/srv.asmx", headers, body));
  expect(await send(message, { ...XML, soapaction })).toBe("true");
  expect(await send(message, XML)).toBe("HTTP 500");
  expect(await send(message.replaceAll("tns:", ""), { ...XML, soapaction })).toBe("HTTP 500");
});

test("the second vendor's API misses the id first and judges its shape", async () => {
  const ask = async (key: string | null | undefined, id: string | null) => {
    const { status, text } = await deleteUpload(session, key === undefined ? { id } : { key, id });
    return `${status} ${text}`;
  };
  expect(await ask(null, null)).toBe('400 {"error":"Missing Upload-Id header"}');
  expect(await ask("wrong", null)).toBe('401 {"error":"Unauthorized"}');
  expect(await ask(undefined, "odd")).toBe('400 {"error":"Invalid Upload-Id header"}');
  expect(await ask(undefined, "upl_0123")).toBe('404 {"error":"Upload not found"}');
});
