import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Target } from "../../src/model/target.ts";
import { probeS3, type S3Probe } from "../../src/run/target/s3-probe.ts";
import { judgeWith, SPECS } from "./judge-with.ts";
import { withSettings } from "./open-reference.ts";

/** The key pair that the S3 server of these tests knows. */
const KEYS = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
const BUCKET = "assay-probe";
const TIMEOUT_MS = 2000;
const RULES = SPECS.rules.filter(({ id }) => id === "apidatatools.delete-upload.stored-file");

let directory: string;
let s3: S3rver;
let probe: S3Probe;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "assay-probe-"));
  const configureBuckets = [{ name: BUCKET, configs: [] as const }];
  s3 = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory, configureBuckets });
  probe = {
    endpoint: `http://127.0.0.1:${(await s3.run()).port}/`,
    bucket: BUCKET,
    keyTemplate: "pre fix/uploads/usr_owner/{upload_id}",
    region: "us-east-1",
    ...KEYS,
  };
});
afterAll(async () => {
  await s3.close();
  await rm(directory, { recursive: true, force: true });
});

/** The rule about the stored file, judged with the file in the bucket. */
async function judged(dialect: string, change: Partial<S3Probe> = {}) {
  const { endpoint, bucket } = probe;
  const store = { s3: { endpoint, bucket, keyPrefix: "pre fix/", ...KEYS } };
  const probes = { s3: { ...probe, ...change } };
  const withProbe = (target: Target): Target => withSettings(target, "apidatatools", { probes });
  const options = { runs: 1, change: withProbe };
  const { verdicts } = await judgeWith(RULES, { dialect, objectStore: store }, options);
  return verdicts[0];
}

test.each([
  ["documented", "absent"],
  ["classic", "present"],
])("the bucket of a %s server has the file %s after the delete", async (dialect, seen) => {
  expect(await judged(dialect)).toMatchObject({
    verdict: "observed",
    observed: { "the stored file after the delete": seen },
  });
});

test("a key template that leads elsewhere makes the rule not applicable", async () => {
  expect(await judged("documented", { keyTemplate: "other/{upload_id}" })).toMatchObject({
    verdict: "not-applicable",
    reason: expect.stringContaining("the probe sees no file"),
  });
});

test("keys that the store refuses make it not applicable, and never a verdict", async () => {
  expect(await judged("documented", { secretAccessKey: "wrong" })).toMatchObject({
    verdict: "not-applicable",
    reason: expect.stringContaining("HTTP 403"),
  });
});

test("a store that is gone is told, and no key shows in what is told", async () => {
  const gone = { ...probe, endpoint: "http://127.0.0.1:9" };
  const found = await probeS3(gone, "upl_1", TIMEOUT_MS);
  expect(found).toMatchObject({ unavailable: expect.stringContaining("cannot be asked") });
  expect(JSON.stringify(found)).not.toContain(KEYS.secretAccessKey);
});
