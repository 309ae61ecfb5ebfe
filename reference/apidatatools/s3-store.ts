import { AwsClient } from "aws4fetch";
import type { ObjectStore } from "./object-store.ts";

/** An S3-compatible bucket, addressed in path style. */
export interface S3Options {
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region?: string;
  /** Put before every key. */
  readonly keyPrefix?: string;
}

/** One more try after a failure, so that a dead store is told quickly. */
const RETRIES = 1;

/** Keeps objects in the bucket, which must exist. */
export function createS3Store(options: S3Options): ObjectStore {
  const { endpoint, bucket, accessKeyId, secretAccessKey, keyPrefix = "" } = options;
  const region = options.region ?? "us-east-1";
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    region,
    service: "s3",
    retries: RETRIES,
  });
  const urlOf = (key: string) =>
    [
      endpoint.replace(/\/$/, ""),
      bucket,
      ...`${keyPrefix}${key}`.split("/").map(encodeURIComponent),
    ].join("/");

  const send = async (method: "PUT" | "DELETE", key: string, body?: Buffer) => {
    const response = await client.fetch(urlOf(key), body ? { method, body } : { method });
    await response.arrayBuffer();
    const absent = method === "DELETE" && response.status === 404;
    if (!response.ok && !absent) throw new Error(`The object store answered ${response.status}.`);
  };

  return {
    put: (key, bytes) => send("PUT", key, bytes),
    delete: (key) => send("DELETE", key),
  };
}
