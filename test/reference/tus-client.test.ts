import { Upload, type UploadOptions } from "tus-js-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ReferenceServer, startReferenceServer } from "../../reference/server.ts";

/** The protocol's own client against the server, as its users have it. */
let server: ReferenceServer;
beforeAll(async () => {
  server = await startReferenceServer();
});
afterAll(() => server.close());

/** More than a few chunks, of many values. */
const BYTES = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251));
const CHUNK = 65_536;

/**
 * Uploads the bytes; resolves with the upload once it is complete, or once `onChunk` has stopped it.
 *
 * @param onChunk told of the upload and how many bytes the server has; true when it has stopped it
 */
function uploaded(
  options: Partial<UploadOptions> = {},
  onChunk: (upload: Upload, sent: number) => Promise<boolean> = async () => false,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(BYTES, {
      endpoint: server.tus.baseUrl,
      chunkSize: CHUNK,
      retryDelays: null,
      metadata: { filename: "größe.bin", empty: "" },
      onSuccess: () => resolve(upload),
      onError: reject,
      onChunkComplete: (_size, sent) => {
        onChunk(upload, sent).then((isStopped) => isStopped && resolve(upload), reject);
      },
      ...options,
    });
    upload.start();
  });
}

async function stored(upload: Upload): Promise<Buffer> {
  const answer = await fetch(String(upload.url));
  return Buffer.from(await answer.arrayBuffer());
}

test.each([
  ["in chunks", {}],
  ["with a part in the creation", { uploadDataDuringCreation: true }],
  ["in one request", { chunkSize: Number.POSITIVE_INFINITY }],
  ["by POST alone", { overridePatchMethod: true }],
  ["in three parts at once", { parallelUploads: 3 }],
])("the client uploads %s", async (_how, options) => {
  expect((await stored(await uploaded(options))).equals(BYTES)).toBe(true);
});

test("the client resumes where it was stopped", async () => {
  const first = await uploaded({}, async (upload, sent) => {
    if (sent < 2 * CHUNK) return false;
    await upload.abort();
    return true;
  });
  const told: number[] = [];
  const second = await uploaded({ uploadUrl: first.url }, async (_upload, sent) => {
    told.push(sent);
    return false;
  });
  expect(told[0]).toBeGreaterThan(2 * CHUNK);
  expect((await stored(second)).equals(BYTES)).toBe(true);
});

test("the client terminates an upload", async () => {
  const upload = await uploaded({}, async (one) => {
    await one.abort(true);
    return true;
  });
  expect((await fetch(String(upload.url))).status).toBe(410);
});

test("the client is told of a length beyond the maximum", async () => {
  await expect(uploaded({ uploadSize: 2 ** 40 })).rejects.toThrow(/response code: 413/);
});
