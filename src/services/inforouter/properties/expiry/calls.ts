import type { SampleCall } from "../../../../model/service.ts";

/** Two bytes of a document, and a chunk that is all of it. */
const CONTENT = { bytes: { size: 2, seed: 1 } };
const ZIPPED = { bytes: { size: 2, seed: 1, zipped: "a.txt" } };
const DOCUMENT = { join: ["$newDocument", "-whole.txt"] };
const FOLDER = { join: ["$newDocument", "-folder"] };

const create = (save: string): SampleCall => ({
  call: "CreateUploadHandler",
  with: { PreferedChunkSize: 0 },
  save: { [save]: "UploadHandler" },
});

const chunk = (handler: string, fileChunk: SampleCall["with"] = CONTENT): SampleCall => ({
  call: "UploadFileChunk",
  with: { uploadHandler: `$${handler}`, fileChunk, lastChunk: true },
});

const toDocument = (call: string, more: SampleCall["with"] = {}): readonly SampleCall[] => [
  create(call),
  chunk(call),
  {
    call,
    with: { path: { join: ["$newDocument", `-${call}.txt`] }, uploadHandler: `$${call}`, ...more },
  },
];

const stage = (call: string, asked: SampleCall["with"]): readonly SampleCall[] => [
  { call, with: asked, save: { [call]: "downloadhandler" } },
  {
    call: "DownloadFileChunk",
    with: { DownloadHandler: `$${call}`, StartOffset: 0, ChunkSize: 2 },
  },
  { call: "DeleteDownloadHandler", with: { DownloadHandler: `$${call}` } },
];

/**
 * Every operation that takes a ticket and can be called without harm, each with what it needs before it. What
 * ends the session or only looks at it is not among them, nor what not every server can.
 */
export const CALLS: readonly SampleCall[] = [
  create("dropped"),
  { call: "DeleteUploadHandler", with: { UploadHandler: "$dropped" } },
  { call: "UploadDocument", with: { path: DOCUMENT, fileContent: CONTENT } },
  { call: "DocumentExists", with: { Path: DOCUMENT } },
  { call: "DownloadDocument", with: { Path: DOCUMENT } },
  ...stage("GetDownloadHandler", { Path: DOCUMENT, PreferedChunkSize: 0 }),
  ...stage("GetDownloadHandlerByVersion", {
    Path: DOCUMENT,
    PreferedChunkSize: 0,
    VersionNumber: 1_000_000,
  }),
  ...stage("DownloadZipWithHandler", { Paths: DOCUMENT }),
  ...toDocument("UploadDocumentWithHandler"),
  ...toDocument("UploadDocumentWithHandler1"),
  ...toDocument("UploadDocumentWithHandler2"),
  ...toDocument("UploadDocumentWithHandler3"),
  create("placed"),
  chunk("placed"),
  {
    call: "UploadNewDocumentWidthHandler",
    with: {
      folderPath: "$folders.writable",
      documentName: { join: ["$newDocumentName", "-placed.txt"] },
      uploadHandler: "$placed",
    },
  },
  { call: "CreateFolder", with: { Path: FOLDER } },
  create("archive"),
  chunk("archive", ZIPPED),
  { call: "UploadZipWithHandler", with: { folderPath: FOLDER, uploadHandler: "$archive" } },
  { call: "DeleteFolder", with: { Path: FOLDER } },
  { call: "DeleteDocument", with: { Path: DOCUMENT } },
];
