import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { say } from "../support/answer.ts";
import { envelope, type Params } from "../support/client.ts";
import { CHUNK, hexCrc, NEVER_ISSUED, open, type Session } from "../support/session.ts";
import { deleteUpload } from "../support/uploads.ts";

let session: Session;
beforeAll(async () => {
  session = await open({ dialect: "lenient" });
});
afterAll(() => session.close());

test.each<[string, Params, string]>([
  ["nothing", {}, "33554432"],
  ["no number", { PreferedChunkSize: "x" }, "33554432"],
  ["a number and more", { PreferedChunkSize: "300000 bytes" }, "300000"],
  ["a fraction", { PreferedChunkSize: "300000.5" }, "300000"],
  ["too large a number", { PreferedChunkSize: "99999999999999999999" }, "33554432"],
  ["a negative number", { PreferedChunkSize: "-1" }, "262144"],
])("a size that is %s gives %j", async (_what, params, size) => {
  for (const binding of ["get", "post", "soap"] as const) {
    const answer = await session.client[binding]("CreateUploadHandler", {
      authenticationTicket: session.alice,
      ...params,
    });
    expect([say(answer), answer.attributes["ChunkSize"]]).toEqual(["true", size]);
  }
});

describe("an upload", () => {
  test("takes short and long chunks, empty ones and more after the last", async () => {
    const id = await session.create();
    const parts = ["a", Buffer.alloc(CHUNK + 1, "b"), "", "c"];
    for (const part of parts) {
      expect(say(await session.chunk(id, part, { last: part === "" }))).toBe("true");
    }
    expect(say(await session.chunk(id, Buffer.alloc(33_554_433)))).toContain("larger");
    await session.finalize(id, "/Library/inbox/parts.txt");
    expect(await session.read("/Library/inbox/parts.txt")).toBe(`a${"b".repeat(CHUNK + 1)}c`);
  });

  test("takes a CRC in every spelling", async () => {
    const id = await session.create();
    const crc = hexCrc(Buffer.from("a"));
    for (const spelt of [crc, crc.toLowerCase(), `0x${crc}`, ` #${crc} `, `0000${crc}`]) {
      expect((await session.chunk(id, "a", { crc: spelt })).attributes["tryagain"]).toBe("false");
    }
  });

  test("goes on in another session of its user", async () => {
    const { uid, pwd } = session.server.inforouter.users.owner;
    const params = { UID: uid, PWD: pwd };
    const { attributes } = await session.client.get("AuthenticateUser", params);
    const ticket = attributes["ticket"] ?? "";
    expect(ticket).toMatch(/^[0-9a-f]{32}$/);
    const id = await session.create(ticket);
    await session.client.get("LogOut", { AuthenticationTicket: ticket });
    expect(say(await session.chunk(id, "a"))).toBe("true");
  });

  test("survives a stranger's delete, which is a success", async () => {
    const id = await session.create();
    expect(say(await session.dropUpload(id, session.bob))).toBe("true");
    expect(say(await session.chunk(id, "a"))).toBe("true");
  });
});

test.each([
  [-5, CHUNK, String(CHUNK)],
  [600_000, CHUNK, "0"],
  [2_000_000_000, CHUNK, "0"],
  [0, 0, String(CHUNK)],
  [0, -1, String(CHUNK)],
  [0, 2_147_483_647, "600000"],
])("a download of offset %d and size %d has %s bytes", async (StartOffset, ChunkSize, length) => {
  const { attributes } = await session.client.get("DownloadFileChunk", {
    authenticationTicket: session.alice,
    DownloadHandler: await session.stage(),
    StartOffset,
    ChunkSize,
  });
  expect(attributes).toMatchObject({ success: "true", chunklength: length });
});

test("of a repeated parameter the last counts", async () => {
  const query = `authenticationTicket=x&UploadHandler=x&UploadHandler=${NEVER_ISSUED}`;
  const path = `/srv.asmx/DeleteUploadHandler?${query}&authenticationTicket=${session.alice}`;
  expect(say(await session.client.xml("GET", path))).toBe("true");
});

test("an answer is in the service's namespace and has an end tag", async () => {
  const { body } = await session.client.get("ServerInfo");
  expect(body.toString()).toMatch(
    /^\n<Response xmlns="http:\/\/tempuri.org\/" success="true" error="" .*><\/Response>$/,
  );
});

test.each(["1.1", "1.2"])("SOAP %s is served whatever the action is", async (version) => {
  const message = envelope("ServerInfo", {});
  const [type, body] =
    version === "1.1"
      ? ["text/xml", message]
      : [
          'application/soap+xml; action="x"',
          message.replace(/http:\/\/schemas[^"]*/, "http://www.w3.org/2003/05/soap-envelope"),
        ];
  const headers = { "content-type": type, soapaction: "anything" };
  expect(say(await session.client.xml("POST", "/srv.asmx", headers, body))).toBe("true");
});

test("an empty x-upload-id is an unknown one", async () => {
  expect((await deleteUpload(session, { id: "" })).status).toBe(404);
});
