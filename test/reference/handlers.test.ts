import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { connect as connectSocket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sampleBytes } from "../../reference/inforouter/sample.ts";
import { say } from "./support/answer.ts";
import { CHUNK, hexCrc, open, type Session } from "./support/session.ts";

let session: Session;
beforeEach(async () => {
  session = await open();
});
afterEach(() => session.close());

const staged = () => readdir(session.server.inforouter.probes.stagingDir);
const GONE = "false: Invalid upload handler.";
const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;

describe("an upload", () => {
  test("of several whole chunks is the document, byte by byte", async () => {
    const bytes = sampleBytes(7);
    const id = await session.create();
    for (let offset = 0; offset < bytes.length; offset += CHUNK) {
      const part = bytes.subarray(offset, offset + CHUNK);
      const last = offset + CHUNK >= bytes.length;
      const multipart = offset > 0;
      expect(say(await session.chunk(id, part, { last, multipart }))).toBe("true");
    }
    await session.finalize(id, "/Library/inbox/big.bin");
    const stored = Buffer.from(await session.read("/Library/inbox/big.bin"), "latin1");
    expect(stored.equals(bytes)).toBe(true);
    expect(await staged()).toEqual([]);
  });

  test("may be empty", async () => {
    await session.finalize(await session.filled(""), "/Library/inbox/empty.bin");
    expect(await session.read("/Library/inbox/empty.bin")).toBe("no document");
  });

  test("to an existing path is its next version", async () => {
    const path = "/Library/inbox/twice.txt";
    const first = await session.finalize(await session.filled("first"), path);
    const second = await session.finalize(await session.filled("second"), path);
    expect(second.attributes["DocumentId"]).toBe(first.attributes["DocumentId"]);
    expect(await session.read(path)).toBe("second");
    const asNew = {
      authenticationTicket: session.alice,
      folderPath: "/Library/inbox",
      documentName: "twice.txt",
      uploadHandler: await session.filled("third"),
      xmlParameters: "",
    };
    expect(say(await session.client.post("UploadNewDocumentWidthHandler", asNew))).toBe(
      "false: A document of this name already exists.",
    );
  });

  test.each(["/Nowhere/a.txt", "/Library/inbox/../a.txt", "/Library/inbox/", "a.txt", "", "~D9"])(
    "is not finalized at %j, and may be tried elsewhere",
    async (path) => {
      const id = await session.filled("content");
      expect(say(await session.finalize(id, path))).toBe("false: The folder was not found.");
      expect(say(await session.finalize(id, "/Library/inbox/elsewhere.txt"))).toBe("true");
    },
  );

  test("takes a CRC in any case, with or without zeros, and no other text", async () => {
    const id = await session.create();
    const crc = hexCrc(Buffer.from("a"));
    for (const spelt of [crc, crc.toLowerCase(), `000${crc}`]) {
      const answer = await session.chunk(id, "a", { crc: spelt });
      expect(answer.attributes).toEqual({ success: "true", tryagain: "false" });
    }
    for (const wrong of ["", "x", "0", `-${crc}`, `${crc}0`]) {
      const answer = await session.chunk(id, "a", { crc: wrong });
      expect(answer.attributes["tryagain"]).toBe("true");
    }
    await session.chunk(id, "z", { last: true });
    await session.finalize(id, "/Library/inbox/crc.txt");
    expect(await session.read("/Library/inbox/crc.txt")).toBe("aaaz");
  });

  test("refuses a chunk above ChunkSize, one after the last, and what is no base64", async () => {
    const id = await session.create();
    expect(say(await session.chunk(id, Buffer.alloc(CHUNK + 1)))).toContain("larger");
    const params = {
      authenticationTicket: session.alice,
      uploadHandler: id,
      chunkHEXCRC: "0",
      lastChunk: false,
    };
    const odd = await session.client.post("UploadFileChunk", { ...params, fileChunk: "a*" });
    expect(say(odd)).toContain("base64Binary");
    expect(await staged()).toEqual([]);
    await session.chunk(id, "a", { last: true });
    expect(say(await session.chunk(id, "b"))).toContain("already");
  });

  test("goes on in another session of the user after a log-out", async () => {
    const id = await session.create();
    await session.client.get("LogOut", { AuthenticationTicket: session.alice });
    const { uid, pwd } = session.server.inforouter.users.owner;
    const answer = await session.client.get("AuthenticateUser", { UID: uid, PWD: pwd });
    const ticket = answer.attributes["ticket"] ?? "";
    expect(say(await session.chunk(id, "a", { ticket }))).toBe("true");
  });

  test("leaves no file when it is deleted at any point", async () => {
    for (const chunks of [0, 1, 3]) {
      for (const last of [false, true]) {
        const id = await session.create();
        for (let n = 0; n < chunks; n++) {
          await session.chunk(id, "a", { last: last && n === chunks - 1 });
          await session.chunk(id, "b", { crc: "0" });
        }
        expect(say(await session.dropUpload(id))).toBe("true");
        expect(say(await session.chunk(id, "a"))).toBe(GONE);
        expect(say(await session.finalize(id, "/Library/inbox/gone.txt"))).toBe(GONE);
        expect(say(await session.dropUpload(id))).toBe("true");
      }
    }
    expect(await staged()).toEqual([]);
  });

  test("keeps nothing of a body that broke off", async () => {
    const id = await session.create();
    const { hostname, port } = new URL(session.server.url);
    const socket = connectSocket(Number(port), hostname);
    await once(socket, "connect");
    socket.write(
      `POST /srv.asmx/UploadFileChunk HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nauthenticationTicket=${session.alice}&uploadHandler=${id}&lastChunk=true&chunkHEXCRC=E8B7BE43&fileChunk=YQ==`,
    );
    await session.client.get("ServerInfo");
    socket.destroy();
    expect(say(await session.chunk(id, "a"))).toBe("true");
    expect(say(await session.finalize(id, "/Library/inbox/a.txt"))).toContain("not complete");
    await session.dropUpload(id);
    expect(await staged()).toEqual([]);
  });
});

describe("calls in flight together", () => {
  test("creates give distinct handlers", async () => {
    const ids = await Promise.all(Array.from({ length: 200 }, () => session.create()));
    expect(new Set(ids).size).toBe(200);
  });

  test("deletes of one handler all succeed", async () => {
    const id = await session.filled("a");
    const answers = await Promise.all(Array.from({ length: 20 }, () => session.dropUpload(id)));
    expect(new Set(answers.map(say))).toEqual(new Set(["true"]));
    expect(await staged()).toEqual([]);
  });

  test("chunks are all appended, each whole", async () => {
    const id = await session.create();
    const parts = Array.from({ length: 26 }, (_, n) => String.fromCharCode(97 + n).repeat(1000));
    await Promise.all(parts.map((part) => session.chunk(id, part)));
    await session.chunk(id, "", { last: true });
    await session.finalize(id, "/Library/inbox/all.txt");
    const text = await session.read("/Library/inbox/all.txt");
    expect(text).toHaveLength(26_000);
    expect(new Set(text.match(/(.)\1{999}/g))).toEqual(new Set(parts));
  });

  test("a delete among chunks is the end: nothing comes back", async () => {
    for (let round = 0; round < 10; round++) {
      const id = await session.create();
      const some = () => Array.from({ length: 8 }, () => session.chunk(id, "a".repeat(5000)));
      const answers = await Promise.all([...some(), session.dropUpload(id), ...some()]);
      for (const answer of answers) expect(["true", GONE]).toContain(say(answer));
      expect(say(await session.chunk(id, "a"))).toBe(GONE);
    }
    expect(await staged()).toEqual([]);
  });

  test("of many finalizes and deletes one wins", async () => {
    for (let round = 0; round < 10; round++) {
      const id = await session.filled("a");
      const paths = [1, 2, 3, 4].map((n) => `/Library/inbox/race-${round}-${n}.txt`);
      const calls = paths.map((path) => session.finalize(id, path));
      const [answers] = await Promise.all([Promise.all(calls), session.dropUpload(id)]);
      const done = paths.filter((_, index) => say(answers[index] ?? fail()) === "true");
      expect(done.length).toBeLessThanOrEqual(1);
      const texts = await Promise.all(paths.map((path) => session.read(path)));
      expect(texts.filter((text) => text === "a")).toHaveLength(done.length);
    }
    expect(await staged()).toEqual([]);
  });

  test("a version is made of each finalize to one path", async () => {
    const ids = await Promise.all(["1", "2", "3"].map((text) => session.filled(text)));
    const path = "/Library/inbox/versions.txt";
    const answers = await Promise.all(ids.map((id) => session.finalize(id, path)));
    expect(new Set(answers.map(({ attributes }) => attributes["DocumentId"])).size).toBe(1);
    expect(new Set(answers.map(({ attributes }) => attributes["VersionId"])).size).toBe(3);
  });

  test("a delete among download chunks never cuts one short", async () => {
    const expected = hexCrc(sampleBytes(2).subarray(2 * CHUNK));
    for (let round = 0; round < 5; round++) {
      const id = await session.stage();
      const some = () => Array.from({ length: 5 }, () => session.download(id, 2 * CHUNK));
      const answers = await Promise.all([...some(), session.dropDownload(id), ...some()]);
      for (const answer of answers.filter(({ attributes }) => attributes["chunklength"])) {
        expect(hexCrc(Buffer.from(answer.text, "base64"))).toBe(expected);
      }
    }
    expect(await staged()).toEqual([]);
  });
});

describe("a ticket", () => {
  const check = async () =>
    say(await session.client.get("isValidTicket", { AuthenticationTicket: session.alice }));

  test("lives 30 days after its last use", async () => {
    for (let times = 0; times < 2; times++) {
      session.wait(THIRTY_DAYS_MS - 1);
      expect(await check()).toBe("true");
      // Asking whether it is valid is no use of it.
      await session.create();
    }
    session.wait(THIRTY_DAYS_MS);
    expect(await check()).toBe("false: [901] Session expired or Invalid ticket");
  });

  test("lives as long as the server is told", async () => {
    const short = await open({ ticketLifetimeMs: 1000 });
    short.wait(1000);
    const params = { AuthenticationTicket: short.alice };
    expect(say(await short.client.get("isValidTicket", params))).toContain("[901]");
    await short.close();
  });
});

function fail(): never {
  throw new Error("An answer is missing.");
}
