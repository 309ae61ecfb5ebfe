import { readdir } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { sampleBytes } from "../../../reference/inforouter/sample.ts";
import { say } from "../support/answer.ts";
import { CHUNK, NEVER_ISSUED, open, type Session } from "../support/session.ts";

const MISSING = "/Library/inbox/missing.bin";
const BINDINGS = ["get", "post", "soap"] as const;

/** A server in a dialect, until the test is over. */
async function inDialect(dialect: string): Promise<Session> {
  const session = await open({ dialect });
  onTestFinished(() => session.close());
  return session;
}

function download({ client, alice }: Session, binding: (typeof BINDINGS)[number], Path: string) {
  return client[binding]("DownloadDocument", { authenticationTicket: alice, Path });
}

describe("a download that fails", () => {
  test.each(["documented", "edition-2026-08"])("is an empty document in %s", async (dialect) => {
    const session = await inDialect(dialect);
    for (const binding of ["get", "post"] as const) {
      const { status, body } = await download(session, binding, MISSING);
      expect([status, body.length]).toEqual([200, 0]);
    }
    const { status, body } = await download(session, "soap", MISSING);
    expect(status).toBe(200);
    expect(String(body)).toContain("<DownloadDocumentResult></DownloadDocumentResult>");
  });

  test.each([
    ["download-failures-by-status", "", [undefined, undefined]],
    ["edition-9", '""', ["4041", "4010"]],
  ])("has an HTTP status and headers in %s", async (dialect, text, codes) => {
    const { server, alice } = await inDialect(dialect);
    const answers = [alice, NEVER_ISSUED].map(async (authenticationTicket) => {
      const query = new URLSearchParams({ authenticationTicket, Path: MISSING });
      const answer = await fetch(`${server.inforouter.baseUrl}/DownloadDocument?${query}`);
      const { status, headers } = answer;
      expect(await answer.text()).toBe(text);
      expect(headers.get("X-InfoRouter-Error")).not.toBe("");
      return [status, headers.get("X-InfoRouter-ErrorCode") ?? undefined];
    });
    expect(await Promise.all(answers)).toEqual([
      [404, codes[0]],
      [403, codes[1]],
    ]);
  });

  test("is an empty result over SOAP in edition-9", async () => {
    const { status, body } = await download(await inDialect("edition-9"), "soap", MISSING);
    expect(status).toBe(200);
    expect(String(body)).toMatch(/<DownloadDocumentResult>\s*<\/DownloadDocumentResult>/);
  });
});

test.each(["json-downloads", "edition-9"])(
  "a document is base64 in JSON in %s",
  async (dialect) => {
    const session = await inDialect(dialect);
    const { readable } = session.server.inforouter.documents;
    for (const binding of ["get", "post"] as const) {
      const { contentType, body } = await download(session, binding, readable);
      expect(contentType).toMatch(/^application\/json\b/);
      expect(Buffer.from(JSON.parse(String(body)), "base64").equals(sampleBytes(2))).toBe(true);
    }
  },
);

test.each(["create-without-ticket", "edition-9"])(
  "CreateUploadHandler looks at no ticket in %s, and who sends the first chunk owns the handler",
  async (dialect) => {
    const session = await inDialect(dialect);
    for (const ticket of ["", "no-guid", NEVER_ISSUED]) {
      const id = await session.create(ticket);
      expect(id).toMatch(/^[0-9a-f-]{36}$/i);
      expect(say(await session.chunk(id, "a", { ticket: NEVER_ISSUED }))).toMatch(
        /^false: \[901\]/,
      );
      expect(say(await session.chunk(id, "a"))).toBe("true");
      expect(say(await session.chunk(id, "b", { ticket: session.bob }))).toMatch(/^false/);
      expect(say(await session.chunk(id, "c", { last: true }))).toBe("true");
    }
    // Nobody's handler is anybody's to delete.
    const id = await session.create("");
    expect(say(await session.dropUpload(id, session.bob))).toBe("true");
    expect(say(await session.chunk(id, "a"))).toMatch(/^false/);
    const own = await session.create();
    expect(say(await session.chunk(own, "a", { ticket: session.bob }))).toMatch(/^false/);
  },
);

test.each([
  ["xml-parameters-required", "text/plain; charset=utf-8"],
  ["edition-9", "application/problem+json; charset=utf-8"],
])(
  "an empty xmlParameters is HTTP 400 in %s, a document of no parameters is not",
  async (dialect, type) => {
    const session = await inDialect(dialect);
    const params = {
      authenticationTicket: session.alice,
      folderPath: "/Library/inbox",
      documentName: "new.bin",
      uploadHandler: await session.filled("a"),
    };
    for (const more of [{}, { xmlParameters: "" }]) {
      const answer = await session.client.post("UploadNewDocumentWidthHandler", {
        ...params,
        ...more,
      });
      expect([answer.status, answer.contentType]).toEqual([400, type]);
    }
    const xmlParameters = "<xmlparameters></xmlparameters>";
    const whole = { ...params, xmlParameters };
    expect(say(await session.client.post("UploadNewDocumentWidthHandler", whole))).toBe("true");
  },
);

test.each(["anonymous-reads", "edition-2026-08", "edition-9"])(
  "a read without a ticket is anonymous in %s, with a bad one it is refused",
  async (dialect) => {
    const session = await inDialect(dialect);
    const { readable: Path } = session.server.inforouter.documents;
    for (const params of [{}, { AuthenticationTicket: "" }]) {
      const staged = await session.client.get("GetDownloadHandler", {
        ...params,
        Path,
        PreferedChunkSize: CHUNK,
      });
      const id = staged.attributes["downloadhandler"] ?? "";
      expect(say(await session.download(id, 0, ""))).toBe("true");
      expect(say(await session.download(id, 0))).toMatch(/^false/);
      expect(say(await session.dropDownload(id, ""))).toMatch(/^false: \[90[01]\]/);
      expect(say(await session.dropDownload(id))).toBe("true");
    }
    for (const ticket of ["no-guid", NEVER_ISSUED]) {
      expect(await session.stage(ticket)).toMatch(/^false: \[90[01]\]/);
    }
    const own = await session.stage();
    expect(say(await session.download(own, 0, ""))).toMatch(/^false/);
    const { attributes } = await session.client.get("ServerInfo");
    expect(attributes["AnonymousAccessIsOn"]).toBe("true");
  },
);

test.each(["version-zero-published", "edition-2026-08", "edition-9"])(
  "version 0 is the published one, the first, in %s",
  async (dialect) => {
    const { client, alice, server } = await inDialect(dialect);
    const crcs = [0, 1_000_000, 2_000_000].map(async (VersionNumber) => {
      const { attributes } = await client.get("GetDownloadHandlerByVersion", {
        AuthenticationTicket: alice,
        Path: server.inforouter.documents.readable,
        PreferedChunkSize: CHUNK,
        VersionNumber,
      });
      return Number.parseInt(attributes["CRC32"] ?? "", 16);
    });
    const [first, second] = [1, 2].map((version) => crc32(sampleBytes(version)));
    expect(await Promise.all(crcs)).toEqual([first, first, second]);
  },
);

test.each([
  ["no-versions-by-finalize", undefined],
  ["edition-9", "4000"],
])("finalizing over a document is refused in %s", async (dialect, code) => {
  const session = await inDialect(dialect);
  const path = "/Library/inbox/taken.txt";
  expect(say(await session.finalize(await session.filled("first"), path))).toBe("true");
  const answer = await session.finalize(await session.filled("second"), path);
  expect(say(answer)).toBe("false: The document is not checked out by this user.");
  expect(answer.attributes["errorCode"]).toBe(code);
  expect(await session.read(path)).toBe("first");
});

test.each(["transient-tryagain", "edition-2026-08", "edition-9"])(
  "every seventh right chunk is asked for again in %s, and not appended before",
  async (dialect) => {
    const session = await inDialect(dialect);
    const id = await session.create();
    const asked: string[] = [];
    for (const text of "abcdefg") {
      const { attributes } = await session.chunk(id, text);
      asked.push(attributes["tryagain"] ?? "");
    }
    expect(asked).toEqual([...Array(6).fill("false"), "true"]);
    expect(say(await session.chunk(id, "g", { last: true }))).toBe("true");
    expect(say(await session.finalize(id, "/Library/inbox/again.txt"))).toBe("true");
    expect(await session.read("/Library/inbox/again.txt")).toBe("abcdefg");
  },
);

test.each(["background-clean-up", "edition-2026-08", "edition-9"])(
  "the staged file of a finalized upload stays until it is deleted in %s, its handler does not",
  async (dialect) => {
    const session = await inDialect(dialect);
    const staged = () => readdir(session.server.inforouter.probes.stagingDir);
    const id = await session.filled("a");
    expect(say(await session.finalize(id, "/Library/inbox/left.txt"))).toBe("true");
    expect(await staged()).toEqual([`${id.toLowerCase()}.upload`]);
    expect(say(await session.chunk(id, "b"))).toMatch(/^false/);
    expect(say(await session.finalize(id, "/Library/inbox/twice.txt"))).toMatch(/^false/);
    expect(say(await session.dropUpload(id))).toBe("true");
    expect(await staged()).toEqual([]);
    const astray = await session.filled("a");
    expect(say(await session.finalize(astray, "/Nowhere/left.txt"))).toMatch(/^false/);
    expect((await staged()).every((file) => file.startsWith(astray.toLowerCase()))).toBe(true);
  },
);

test.each(["failed-finalize-consumes", "edition-2026-08", "edition-9"])(
  "a finalize of the owner's that fails deletes the handler in %s",
  async (dialect) => {
    const session = await inDialect(dialect);
    const id = await session.filled("a");
    expect(say(await session.finalize(id, "/Nowhere/a.txt"))).toMatch(/^false/);
    expect(say(await session.finalize(id, "/Library/inbox/a.txt"))).toMatch(/^false/);
    const other = await session.filled("b");
    const stranger = await session.finalize(other, "/Library/inbox/b.txt", session.bob);
    expect(say(stranger)).toMatch(/^false/);
    expect(say(await session.finalize(other, "/Library/inbox/b.txt"))).toBe("true");
  },
);

test("edition-8 has short names for downloads, its own chunk size and the number of the latest version", async () => {
  const session = await inDialect("edition-8");
  const { attributes } = await session.client.get("GetDownloadHandler", {
    AuthenticationTicket: session.alice,
    Path: "/Library/sample.bin",
    PreferedChunkSize: 0,
  });
  expect(attributes).toMatchObject({ success: "true", error: "", ChunkSize: "65536" });
  expect(attributes["VersionNumber"]).toBe("2000000");
  const handler = attributes["downloadhandler"] ?? "";
  expect(handler).toMatch(/^ir\d+$/);
  expect(say(await session.download(handler))).toBe("true");
  const deleteIt = (DownloadHandler: string) =>
    session.client.get("DeleteDownloadHandler", {
      authenticationTicket: session.alice,
      DownloadHandler,
    });
  expect(say(await deleteIt(handler))).toBe("true");
  expect(say(await session.download(handler))).toMatch(/^false/);
  expect(say(await deleteIt("no handler"))).toBe("false: bad Request");
});
