import { randomUUID } from "node:crypto";
import { unzipSync } from "fflate";
import type { DOWNLOAD_FILE_CHUNK_FAULTS } from "../../../reference/faults/download-file-chunk.ts";
import type { GET_DOWNLOAD_HANDLER_FAULTS } from "../../../reference/faults/get-download-handler.ts";
import { sampleBytes } from "../../../reference/inforouter/sample.ts";
import { say } from "../support/answer.ts";
import type { Params } from "../support/client.ts";
import { CHUNK, hexCrc, NEVER_ISSUED, type Session } from "../support/session.ts";
import type { Row } from "./demonstration.ts";
import { largeChunk } from "./large-chunk.ts";

const GONE = "false: Invalid download handler. (guid)";
const LATEST = sampleBytes(2);
const LATEST_CRC = hexCrc(LATEST);
const FIRST_CRC = hexCrc(sampleBytes(1));

/** One attribute of GetDownloadHandler's answer, or of its sibling's when a version is given. */
const staged = (attribute: string, params: Params) => async (session: Session) => {
  const operation =
    "VersionNumber" in params ? "GetDownloadHandlerByVersion" : "GetDownloadHandler";
  const answer = await session.client.get(operation, {
    AuthenticationTicket: session.alice,
    Path: "/Library/sample.bin",
    PreferedChunkSize: CHUNK,
    ...params,
  });
  return answer.attributes[attribute] ?? say(answer);
};

/** One attribute of a chunk. */
const chunk = (attribute: string, offset: number) => async (session: Session) => {
  const answer = await session.download(await session.stage(), offset);
  return answer.attributes[attribute] ?? say(answer);
};

const verdict = (id: string) => async (session: Session) => say(await session.download(id));

/** The first byte of the second chunk, downloaded before or after the first chunk. */
const byteOfSecondChunk = async (session: Session, id: string) =>
  Buffer.from((await session.download(id, CHUNK)).text, "base64")[0]?.toString() ?? "";

/** The files of the zip of some paths, or what DownloadZipWithHandler says. */
export const zipped =
  (paths: (session: Session) => string | Promise<string>, partialResult = false) =>
  async (session: Session) => {
    const answer = await session.client.get("DownloadZipWithHandler", {
      authenticationTicket: session.alice,
      Paths: await paths(session),
      partialResult,
    });
    const { downloadhandler } = answer.attributes;
    if (!downloadhandler) return say(answer);
    const archive = Buffer.from((await session.download(downloadhandler)).text, "base64");
    const files = Object.entries(unzipSync(archive));
    return files
      .map(([path, bytes]) => `${path.split("/").at(-1)}: ${Buffer.from(bytes).toString()}`)
      .join(", ");
  };

/** A folder's zip that has one document, and another of the same name below it. */
export const zippedSameNames = zipped(async (session) => {
  const folder = `/Library/inbox/${randomUUID()}`;
  const ticket = { authenticationTicket: session.alice };
  await session.client.get("CreateFolder", { ...ticket, Path: `${folder}/below` });
  await session.finalize(await session.filled("a"), `${folder}/a.txt`);
  await session.finalize(await session.filled("b"), `${folder}/below/a.txt`);
  return folder;
});

/** The zip of a folder that was zipped before something was added to it or deleted. */
export const zippedTwice = (how: "added" | "deleted") => async (session: Session) => {
  const folder = `/Library/inbox/${randomUUID()}`;
  const ticket = { authenticationTicket: session.alice };
  await session.client.get("CreateFolder", { ...ticket, Path: folder });
  await session.finalize(await session.filled("a"), `${folder}/a.txt`);
  if (how === "deleted") await session.finalize(await session.filled("b"), `${folder}/b.txt`);
  await zipped(() => folder)(session);
  if (how === "added") await session.finalize(await session.filled("b"), `${folder}/b.txt`);
  else await session.client.get("DeleteDocument", { ...ticket, Path: `${folder}/b.txt` });
  return zipped(() => folder)(session);
};

/** Whether the first version of a new document is one that was deleted at its path. */
export const versionsAfterDelete = async (session: Session) => {
  const path = `/Library/inbox/${randomUUID()}.bin`;
  await session.finalize(await session.filled("old"), path);
  await session.client.get("DeleteDocument", { authenticationTicket: session.alice, Path: path });
  await session.finalize(await session.filled("newer"), path);
  const size = await staged("Size", { Path: path, VersionNumber: 1_000_000 })(session);
  return size === "3" ? "of the deleted one" : "none";
};

const invertedCrc = (~Number.parseInt(LATEST_CRC, 16) >>> 0).toString(16).toUpperCase();

export const GET_DOWNLOAD_HANDLER_ROWS: Readonly<
  Record<(typeof GET_DOWNLOAD_HANDLER_FAULTS)[number]["name"], Row>
> = {
  "get-download-size-off-by-one": [staged("Size", {}), "600000", "600001"],
  "download-handler-is-no-guid": [
    async (session) => ((await session.stage()).startsWith("D-") ? "no GUID" : "a GUID"),
    "a GUID",
    "no GUID",
  ],
  "get-download-default-below-minimum": [
    staged("ChunkSize", { PreferedChunkSize: 0 }),
    "1048576",
    "131072",
  ],
  "get-download-clamp-minimum-off-by-one": [
    staged("ChunkSize", { PreferedChunkSize: 1 }),
    "262144",
    "262143",
  ],
  "get-download-clamp-maximum-missing": [
    staged("ChunkSize", { PreferedChunkSize: 40_000_000 }),
    "33554432",
    "40000000",
  ],
  "get-download-accepts-unknown-path": [
    staged("Size", { Path: "/Library/none.bin" }),
    "false: The document was not found.",
    "0",
  ],
  "get-download-ignores-ticket": [
    staged("Size", { AuthenticationTicket: NEVER_ISSUED }),
    "false: [901] Session expired or Invalid ticket",
    "600000",
  ],
  "by-version-zero-is-first": [staged("CRC32", { VersionNumber: 0 }), LATEST_CRC, FIRST_CRC],
  "by-version-accepts-low-numbers": [
    staged("Size", { VersionNumber: 999_999 }),
    "false: The version was not found.",
    "600000",
  ],
  "get-download-crc-is-inverted": [staged("CRC32", {}), LATEST_CRC, invertedCrc],
  "get-download-resolves-version-number": [staged("VersionNumber", {}), "0", "2000000"],
  "get-download-omits-document-name": [staged("AlterDocumentName", {}), "sample.bin", "true"],
  "get-download-rendered-has-crc": [staged("RenderedContent", {}), "false", "true"],
  "get-download-refuses-short-path": [
    staged("Size", { Path: "~D1001" }),
    "600000",
    "false: The document was not found.",
  ],
  "get-download-refuses-short-path-with-extension": [
    staged("Size", { Path: "~D1001.bin" }),
    "600000",
    "false: The document was not found.",
  ],
  "by-version-first-is-latest": [
    staged("CRC32", { VersionNumber: 1_000_000 }),
    FIRST_CRC,
    LATEST_CRC,
  ],
  "by-version-refuses-first": [
    staged("Size", { VersionNumber: 1_000_000 }),
    "600000",
    "false: The version was not found.",
  ],
  "get-download-of-unknown-number-is-empty": [
    staged("Size", { Path: "~D999999" }),
    "false: The document was not found.",
    "0",
  ],
  "get-download-path-loses-plus": [
    async (session) => {
      const path = `/Library/inbox/${randomUUID()}+b.bin`;
      await session.finalize(await session.filled("five!"), path);
      return staged("Size", { Path: path })(session);
    },
    "5",
    "false: The document was not found.",
  ],
  "document-comes-back-with-its-last-version": [versionsAfterDelete, "none", "of the deleted one"],
  "by-version-unknown-is-latest": [
    staged("Size", { VersionNumber: 999_000_000 }),
    "false: The version was not found.",
    "600000",
  ],
  "download-zip-of-nothing-is-empty": [
    zipped(() => "/Library/none.bin", true),
    "false: None of the paths was found.",
    "",
  ],
  "download-zip-leaves-out-subfolders": [
    zipped(async (session) => {
      const folder = `/Library/inbox/${randomUUID()}`;
      const ticket = { authenticationTicket: session.alice };
      await session.client.get("CreateFolder", { ...ticket, Path: `${folder}/below` });
      await session.finalize(await session.filled("a"), `${folder}/a.txt`);
      await session.finalize(await session.filled("b"), `${folder}/below/b.txt`);
      return folder;
    }),
    "a.txt: a, b.txt: b",
    "a.txt: a",
  ],
  "download-zip-has-each-name-once": [zippedSameNames, "a.txt: a, a.txt: b", "a.txt: a"],
  "download-zip-remembers-folder": [zippedTwice("added"), "a.txt: a, b.txt: b", "a.txt: a"],
  "download-zip-mixes-up-bytes": [
    zipped(async (session) => {
      const folder = `/Library/inbox/${randomUUID()}`;
      await session.client.get("CreateFolder", {
        authenticationTicket: session.alice,
        Path: folder,
      });
      await session.finalize(await session.filled("a"), `${folder}/a.txt`);
      await session.finalize(await session.filled("b"), `${folder}/b.txt`);
      return folder;
    }),
    "a.txt: a, b.txt: b",
    "a.txt: b, b.txt: b",
  ],
  "download-zip-refuses-short-paths": [
    async (session) => {
      const Paths = "~D1001";
      const params = { authenticationTicket: session.alice, Paths, partialResult: false };
      return say(await session.client.get("DownloadZipWithHandler", params));
    },
    "true",
    "false: A path was not found.",
  ],
  "download-zip-ignores-ticket": [
    async (session) => {
      const Paths = "/Library/sample.bin";
      const params = { authenticationTicket: NEVER_ISSUED, Paths, partialResult: false };
      return say(await session.client.get("DownloadZipWithHandler", params));
    },
    "false: [901] Session expired or Invalid ticket",
    "true",
  ],
};

export const DOWNLOAD_FILE_CHUNK_ROWS: Readonly<
  Record<(typeof DOWNLOAD_FILE_CHUNK_FAULTS)[number]["name"], Row>
> = {
  "download-crc-of-large-is-of-its-first-mib": [largeChunk, "right, false", "wrong, false"],
  "download-over-four-mib-is-last": [largeChunk, "right, false", "right, true"],
  "download-offset-off-by-one": [
    async (session) => byteOfSecondChunk(session, await session.stage()),
    String(LATEST[CHUNK]),
    String(LATEST[CHUNK - 1]),
  ],
  "download-file-length-is-chunk-length": [chunk("filelength", 0), "600000", String(CHUNK)],
  "download-chunk-length-is-asked-size": [
    chunk("chunklength", 2 * CHUNK),
    String(600_000 - 2 * CHUNK),
    String(CHUNK),
  ],
  "download-last-flag-is-missing": [chunk("lastchunk", 2 * CHUNK), "true", "false"],
  "download-chunk-crc-is-of-file": [
    chunk("chunkCRC32", 0),
    hexCrc(LATEST.subarray(0, CHUNK)),
    LATEST_CRC,
  ],
  "download-accepts-non-guid": [verdict("x"), GONE, "true"],
  "download-accepts-unknown-handler": [verdict(NEVER_ISSUED), GONE, "true"],
  "download-ignores-owner": [
    async (session) => say(await session.download(await session.stage(), 0, session.bob)),
    GONE,
    "true",
  ],
  "download-reads-on": [
    async (session) => byteOfSecondChunk(session, await session.stage()),
    String(LATEST[CHUNK]),
    String(LATEST[0]),
  ],
  "download-ignores-ticket": [
    async (session) => say(await session.download(await session.stage(), 0, NEVER_ISSUED)),
    "false: [901] Session expired or Invalid ticket",
    "true",
  ],
};
