import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";
import { afterEach, beforeEach, expect, test } from "vitest";
import { open } from "./support/session.ts";
import { createUpload, deleteUpload, list, postFile } from "./support/uploads.ts";

/** The key pair that the S3 server of these tests knows. */
const KEYS = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
const BUCKET = "assay-test";

let directory: string;
let s3: S3rver;
let endpoint: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "assay-s3-"));
  const configureBuckets = [{ name: BUCKET, configs: [] as const }];
  s3 = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory, configureBuckets });
  endpoint = `http://127.0.0.1:${(await s3.run()).port}`;
});
afterEach(async () => {
  await s3.close();
  await rm(directory, { recursive: true, force: true });
});

const start = (more: { readonly secretAccessKey?: string } = {}) =>
  open({
    objectStore: { s3: { endpoint, bucket: BUCKET, keyPrefix: "pre fix/", ...KEYS, ...more } },
  });

/** The files of the bucket that belong to an upload. */
async function stored(id: string): Promise<readonly string[]> {
  const files = await readdir(join(directory, BUCKET), { recursive: true });
  return files.filter(
    (file) => file.includes(id) && !file.endsWith(".md5") && !file.endsWith(".json"),
  );
}

test("files are kept in the bucket and go with the record", async () => {
  const session = await start();
  try {
    expect(session.server.apidatatools.probes).toEqual({});
    const created = await createUpload(session);
    const { upload_id: id } = created;
    expect((await postFile(session, created, Buffer.from("data"))).status).toBe(200);
    expect((await list(session))[0]).toMatchObject({ status: "completed", file_size: 4 });
    expect((await stored(id)).join()).toContain("pre fix");
    expect((await deleteUpload(session, { id })).status).toBe(200);
    expect(await stored(id)).toEqual([]);
    expect((await deleteUpload(session, { id })).status).toBe(404);
  } finally {
    await session.close();
  }
});

test("a store that refuses makes storing fail and leaves the upload pending", async () => {
  const session = await start({ secretAccessKey: "wrong" });
  try {
    const created = await createUpload(session);
    expect((await postFile(session, created, Buffer.from("data"))).status).toBe(500);
    expect((await list(session))[0]).toMatchObject({ status: "pending", file_size: null });
    expect((await deleteUpload(session, { id: created.upload_id })).status).toBe(200);
  } finally {
    await session.close();
  }
});

test("a store that is gone makes the delete fail as documented, and the record stays", async () => {
  const session = await start();
  try {
    const created = await createUpload(session);
    await postFile(session, created, Buffer.from("data"));
    await s3.close();
    const { status, text } = await deleteUpload(session, { id: created.upload_id });
    expect([status, text]).toEqual([500, '{"error":"Failed to delete upload record"}']);
    expect((await list(session))[0]).toMatchObject({ status: "completed" });
  } finally {
    await s3.run();
    await session.close();
  }
});
