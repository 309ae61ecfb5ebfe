import { describe, expect, onTestFinished, test } from "vitest";
import { say } from "../support/answer.ts";
import { wrap, XML } from "../support/client.ts";
import { CHUNK, open, type Session } from "../support/session.ts";
import { deleteUpload } from "../support/uploads.ts";

/** A server in a dialect, until the test is over. */
async function inDialect(dialect: string): Promise<Session> {
  const session = await open({ dialect });
  onTestFinished(() => session.close());
  return session;
}

test.each(["strict-forms", "edition-9"])(
  "a CRC is taken as it is documented and not otherwise in %s",
  async (dialect) => {
    const session = await inDialect(dialect);
    const id = await session.create();
    // of "a" it is E8B7BE43
    for (const crc of ["e8b7be43", "0E8B7BE43"]) {
      expect((await session.chunk(id, "a", { crc })).attributes["tryagain"]).toBe("true");
    }
    expect(say(await session.chunk(id, "a", { crc: "E8B7BE43" }))).toBe("true");
  },
);

describe("strict-forms", () => {
  test("sees parameters in the letter case of the documents only", async () => {
    const { client, alice } = await inDialect("strict-forms");
    const right = { authenticationTicket: alice, PreferedChunkSize: CHUNK };
    const wrong = { authenticationticket: alice, preferedchunksize: CHUNK };
    for (const binding of ["get", "post"] as const) {
      expect(say(await client[binding]("CreateUploadHandler", right))).toBe("true");
      expect(say(await client[binding]("CreateUploadHandler", wrong))).toMatch(/^false/);
    }
  });

  test.each([
    ["strict-forms", 500],
    ["documented", 200],
  ])("is not documented: in %s a comment inside a value gets HTTP %d", async (dialect, status) => {
    const { client, alice } = await inDialect(dialect);
    const message = wrap(
      `<tns:CreateUploadHandler><tns:authenticationTicket>${alice}<!-- note --></tns:authenticationTicket><tns:PreferedChunkSize>0</tns:PreferedChunkSize></tns:CreateUploadHandler>`,
    );
    expect((await client.xml("POST", "/srv.asmx", XML, message)).status).toBe(status);
  });
});

test("an error of the second vendor names its request in error-request-ids", async () => {
  const session = await inDialect("error-request-ids");
  const { status, text } = await deleteUpload(session, { id: "upl_0" });
  expect(status).toBe(404);
  expect(JSON.parse(text)).toEqual({
    error: "Upload not found",
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test.each(["wide-sizes", "edition-9"])("a size above 32 bits is lowered in %s", async (dialect) => {
  const { client, alice } = await inDialect(dialect);
  const sizes = ["2147483648", "9223372036854770000"].map(async (PreferedChunkSize) => {
    const params = { authenticationTicket: alice, PreferedChunkSize };
    return (await client.get("CreateUploadHandler", params)).attributes["ChunkSize"];
  });
  expect(await Promise.all(sizes)).toEqual(["33554432", "33554432"]);
});

test("a handler may be written as URN and in braces without dashes in foreign-guid-forms", async () => {
  const session = await inDialect("foreign-guid-forms");
  const id = await session.create();
  for (const written of [`urn:uuid:${id}`, `{${id.replaceAll("-", "")}}`]) {
    expect(say(await session.chunk(written, "a"))).toBe("true");
  }
  expect(say(await session.dropUpload("urn:uuid:no"))).toBe("false: bad Request");
});

test.each(["edition-2026-08", "edition-9"])(
  "a handler is created without a size in %s",
  async (dialect) => {
    const { client, alice } = await inDialect(dialect);
    const params = { authenticationTicket: alice };
    expect(say(await client.get("CreateUploadHandler", params))).toBe("true");
  },
);
