import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Entry, fromBuffer } from "yauzl";
import { sampleBytes } from "../../reference/inforouter/sample.ts";
import { say } from "./support/answer.ts";
import type { Params } from "./support/client.ts";
import { CHUNK, hexCrc, open, type Session } from "./support/session.ts";

let session: Session;
beforeAll(async () => {
  session = await open();
});
afterAll(() => session.close());

const PATH = "/Library/sample.bin";

/** A whole download, chunk by chunk; the handler is deleted afterwards. */
async function downloadAll(id: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let offset = 0, last = false; !last; ) {
    const { attributes, text } = await session.download(id, offset);
    const part = Buffer.from(text, "base64");
    expect(attributes).toMatchObject({
      success: "true",
      chunklength: String(part.length),
      chunkCRC32: hexCrc(part),
    });
    parts.push(part);
    offset += part.length;
    last = attributes["lastchunk"] === "true";
    expect(last).toBe(offset === Number(attributes["filelength"]));
  }
  expect(say(await session.dropDownload(id))).toBe("true");
  return Buffer.concat(parts);
}

describe.each(["get", "post", "soap"] as const)("over %s", (binding) => {
  const version = (VersionNumber: number, more: Params = {}) =>
    session.client[binding]("GetDownloadHandlerByVersion", {
      AuthenticationTicket: session.alice,
      Path: PATH,
      PreferedChunkSize: 0,
      VersionNumber,
      ...more,
    });

  test("GetDownloadHandler stages the latest version", async () => {
    const { root, attributes } = await session.client[binding]("GetDownloadHandler", {
      AuthenticationTicket: session.alice,
      Path: PATH,
      PreferedChunkSize: 1,
    });
    const id = attributes["downloadhandler"] ?? "";
    expect(root).toBe("response");
    expect(attributes).toEqual({
      success: "true",
      Size: "600000",
      ContentType: "application/octet-stream",
      ModificationDate: "2030-01-01",
      VersionNumber: "0",
      AlterDocumentName: "sample.bin",
      RenderedContent: "false",
      CRC32: hexCrc(sampleBytes(2)),
      ChunkSize: "262144",
      downloadhandler: id,
    });
    expect(hexCrc(await downloadAll(id))).toBe(hexCrc(sampleBytes(2)));
  });

  test.each([
    [0, 2],
    [1_000_000, 1],
    [2_000_000, 2],
  ])("version %s is state %s", async (number, state) => {
    const { attributes } = await version(number);
    expect(attributes["VersionNumber"]).toBe(String(number));
    const bytes = await downloadAll(attributes["downloadhandler"] ?? "");
    expect(hexCrc(bytes)).toBe(hexCrc(sampleBytes(state)));
  });

  test.each([1, 999_999, 1_000_001, 3_000_000, -1])("version %s is refused", async (number) => {
    expect(say(await version(number))).toBe("false: The version was not found.");
  });

  test("a zip holds documents and folders, and can be read", async () => {
    await session.finalize(await session.filled("in the box"), "/Library/inbox/box.txt");
    const answer = await session.client[binding]("DownloadZipWithHandler", {
      authenticationTicket: session.alice,
      Paths: `${PATH}|/Library/inbox`,
      partialResult: false,
    });
    expect(answer.root).toBe("Response");
    expect(Object.keys(answer.attributes)).toEqual(["success", "error", "downloadhandler"]);
    const zip = await downloadAll(answer.attributes["downloadhandler"] ?? "");
    const entries = await readZip(zip);
    expect(entries.get("Library/sample.bin")?.equals(sampleBytes(2))).toBe(true);
    expect(entries.get("Library/inbox/box.txt")?.toString()).toBe("in the box");
    expect(entries.size).toBe(2);
  });
});

test("a zip leaves out what is not there only when a partial result is asked for", async () => {
  const zip = async (Paths: string, partialResult: boolean) =>
    say(
      await session.client.get("DownloadZipWithHandler", {
        authenticationTicket: session.alice,
        Paths,
        partialResult,
      }),
    );
  expect(await zip(`${PATH}|/none`, true)).toBe("true");
  expect(await zip(`${PATH}|/none`, false)).toBe("false: A path was not found.");
  expect(await zip("/none", true)).toBe("false: None of the paths was found.");
});

test("chunks may be read again and out of order, with sizes of any kind", async () => {
  const id = await session.stage();
  const read = async (StartOffset: number | string, ChunkSize: number | string) => {
    const params = { authenticationTicket: session.alice, DownloadHandler: id };
    const answer = await session.client.get("DownloadFileChunk", {
      ...params,
      StartOffset,
      ChunkSize,
    });
    return answer.attributes["chunklength"] ?? say(answer);
  };
  expect(await read(2 * CHUNK, CHUNK)).toBe("75712");
  expect(await read(0, 10)).toBe("10");
  expect(await read(0, 0)).toBe(String(CHUNK));
  expect(await read(0, 2_147_483_647)).toBe("600000");
  expect(await read(600_000, 10)).toBe("0");
  expect(await read(600_001, 10)).toContain("StartOffset");
  expect(await read(-1, 10)).toContain("StartOffset");
  expect(await read(0, -1)).toContain("ChunkSize");
  expect(await read("x", 1)).toContain("StartOffset");
  await session.dropDownload(id);
  expect(await read(0, 10)).toBe("false: Invalid download handler. (guid)");
});

test("a document that was removed meanwhile is refused and nothing stays staged", async () => {
  await session.finalize(await session.filled("short life"), "/Library/inbox/short.txt");
  const Path = "/Library/inbox/short.txt";
  const get = () =>
    session.client.get("GetDownloadHandler", {
      AuthenticationTicket: session.alice,
      Path,
      PreferedChunkSize: 0,
    });
  const gone = session.client.get("DeleteDocument", { authenticationTicket: session.alice, Path });
  const answers = await Promise.all([get(), get(), gone, get(), get()]);
  for (const { attributes } of answers) {
    if (attributes["downloadhandler"]) await session.dropDownload(attributes["downloadhandler"]);
  }
  expect(say(await get())).toBe("false: The document was not found.");
  const files = await readdir(session.server.inforouter.probes.stagingDir);
  expect(files).toEqual(files.filter((file) => !file.includes("short")));
});

function readZip(zip: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Buffer>();
    fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (error || !file) return reject(error);
      file.on("entry", (entry: Entry) =>
        file.openReadStream(entry, async (failure, stream) => {
          if (failure || !stream) return reject(failure);
          const parts: Buffer[] = [];
          for await (const part of stream) parts.push(part as Buffer);
          entries.set(entry.fileName, Buffer.concat(parts));
          file.readEntry();
        }),
      );
      file.on("end", () => resolve(entries));
      file.on("error", reject);
      file.readEntry();
    });
  });
}
