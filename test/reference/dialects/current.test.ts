import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { say } from "../support/answer.ts";
import type { Params } from "../support/client.ts";
import { CHUNK, NEVER_ISSUED, open, type Session } from "../support/session.ts";

let session: Session;
beforeAll(async () => {
  session = await open({ dialect: "current" });
});
afterAll(() => session.close());

const withTicket = (params: Params = {}) => ({ authenticationTicket: session.alice, ...params });
const create = (params: Params) => session.client.get("CreateUploadHandler", withTicket(params));

describe("a parameter that cannot be bound is HTTP 400 with problem JSON", () => {
  test.each<[string, string, () => Params, string]>([
    ["a missing text", "DeleteUploadHandler", withTicket, "The UploadHandler field is required."],
    [
      "an empty text",
      "DeleteUploadHandler",
      () => withTicket({ UploadHandler: "" }),
      "The UploadHandler field is required.",
    ],
    [
      "a text that is no int",
      "CreateUploadHandler",
      () => withTicket({ PreferedChunkSize: "x" }),
      "The value 'x' is not valid for PreferedChunkSize.",
    ],
    [
      "a missing password",
      "AuthenticateUser",
      () => ({ UID: "alice" }),
      "The PWD field is required.",
    ],
  ])("%s", async (_what, operation, params, said) => {
    for (const binding of ["get", "post"] as const) {
      const { status, contentType, body } = await session.client[binding](operation, params());
      expect([status, contentType]).toEqual([400, "application/problem+json; charset=utf-8"]);
      const problem = JSON.parse(body.toString()) as { errors: Record<string, string[]> };
      expect(Object.values(problem.errors).flat()).toEqual([said]);
    }
  });

  test("but the ticket is the operation's business", async () => {
    for (const params of [{}, { authenticationTicket: "" }]) {
      const answer = await session.client.get("CreateUploadHandler", params);
      expect(say(answer)).toBe("false: [901]Session expired or Invalid ticket");
    }
  });

  test("and what is optional may be left out", async () => {
    const id = await session.filled("a");
    const params = withTicket({ path: "/Library/inbox/optional.txt", uploadHandler: id });
    expect(say(await session.client.post("UploadDocumentWithHandler1", params))).toBe("true");
  });
});

test("a missing int is 0, a negative one as well", async () => {
  for (const params of [{}, { PreferedChunkSize: 0 }, { PreferedChunkSize: -1 }]) {
    expect((await create(params)).attributes["ChunkSize"]).toBe("4194304");
  }
});

test("an answer begins with a byte order mark and has each attribute on a line", async () => {
  const { body, contentType, root } = await create({ PreferedChunkSize: CHUNK });
  expect(contentType).toBe("application/xml; charset=utf-8");
  expect(root).toBe("root");
  expect(body.toString().split("\r\n").slice(0, 4)).toEqual([
    '\ufeff<?xml version="1.0" encoding="utf-8"?>',
    "<root",
    '    success="true"',
    '    error=""',
  ]);
});

test("a handler is written in upper case and known in any", async () => {
  const id = await session.create();
  expect(id).toMatch(/^[0-9A-F-]{36}$/);
  expect(say(await session.chunk(id.toLowerCase(), "a"))).toBe("true");
});

test.each<[string, () => Promise<{ attributes: Readonly<Record<string, string>> }>, string]>([
  [
    "a bad ticket",
    () => session.client.get("isValidTicket", { AuthenticationTicket: NEVER_ISSUED }),
    "4010",
  ],
  ["no GUID", () => session.dropUpload("x"), "4000"],
  [
    "a stranger's delete",
    async () => session.dropUpload(await session.create(), session.bob),
    "4030",
  ],
  ["an unknown handler", () => session.chunk(NEVER_ISSUED, "a"), "4041"],
  ["a wrong CRC", async () => session.chunk(await session.create(), "a", { crc: "0" }), "4000"],
])("%s has an error code", async (_what, refused, code) => {
  expect((await refused()).attributes).toMatchObject({ success: "false", errorCode: code });
});

test("a success has no error code", async () => {
  expect((await create({ PreferedChunkSize: 0 })).attributes["errorCode"]).toBeUndefined();
});

test("a download has another root", async () => {
  const answer = await session.download(await session.stage());
  expect(answer.root).toBe("Response");
});

test("a chunk travels in a multipart body as well", async () => {
  const id = await session.create();
  expect(say(await session.chunk(id, "a", { multipart: true, last: true }))).toBe("true");
});

test.each([
  ["GET", "/srv.asmx/Nothing", 404],
  ["GET", "/srv.asmx/UploadFileChunk", 415],
])("%s %s is HTTP %d", async (method, path, status) => {
  expect((await session.client.xml(method, path)).status).toBe(status);
});

test("SOAP takes names in any letter case", async () => {
  const params = { AUTHENTICATIONTICKET: session.alice, preferedchunksize: 300_000 };
  const answer = await session.client.soap("CreateUploadHandler", params);
  expect(answer.attributes["ChunkSize"]).toBe("300000");
});
