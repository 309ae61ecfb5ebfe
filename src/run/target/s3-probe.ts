import { AwsClient } from "aws4fetch";
import { trimEnd } from "../../model/trim-end.ts";

/** One more try: a store that drops a connection is no finding about the server under test. */
const RETRIES = 1;
/** RFC 9110. */
const NOT_FOUND = 404;
const METHOD_NOT_ALLOWED = 405;
const NOT_IMPLEMENTED = 501;

/** An S3-compatible bucket in which a server keeps the files of its uploads. */
export interface S3Probe {
  /** Its URL; buckets are addressed by path. */
  readonly endpoint: string;
  readonly bucket: string;
  /** `{upload_id}` stands for the id. */
  readonly keyTemplate: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Whether a bucket has the object of an upload. Asks for that one key only, at the endpoint only:
 * HEAD, or GET of its first byte where the store has no HEAD; redirects are not followed.
 */
export async function probeS3(
  s3: S3Probe,
  uploadId: string,
  timeoutMs: number,
): Promise<"present" | "absent" | { readonly unavailable: string }> {
  const { endpoint, bucket, keyTemplate, region, accessKeyId, secretAccessKey } = s3;
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    region,
    service: "s3",
    retries: RETRIES,
  });
  if (!isPlainName(uploadId)) {
    return { unavailable: "the object store is not asked: the id of the upload is no plain name" };
  }
  // Cut before the id is put in: it stays in its segment.
  const key = keyTemplate.split("/").map((part) => part.replaceAll("{upload_id}", () => uploadId));
  if (key.some((part) => isDots(part))) {
    return {
      unavailable: "the object store is not asked: the key of the upload leads out of its folder",
    };
  }
  const parts = [bucket, ...key].map(encodeURIComponent);
  const url = [trimEnd(endpoint, "/"), ...parts].join("/");
  const ask = async (method: "HEAD" | "GET"): Promise<number> => {
    const response = await client.fetch(url, {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      ...(method === "GET" ? { headers: { range: "bytes=0-0" } } : {}),
    });
    await response.body?.cancel();
    return response.status;
  };
  try {
    const head = await ask("HEAD");
    const status =
      head === METHOD_NOT_ALLOWED || head === NOT_IMPLEMENTED ? await ask("GET") : head;
    if (status === NOT_FOUND) return "absent";
    if (status >= 200 && status < 300) return "present";
    return { unavailable: `the object store answers HTTP ${status} for the key of an upload` };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { unavailable: `the object store cannot be asked: ${why}` };
  }
}

/** A URL, or a store that decodes it once more, would lead a key with such a part elsewhere. */
function isDots(part: string): boolean {
  return /^(?:\.|%(?:25)*2e)+$/i.test(part);
}

/** Nothing that any store or proxy reads as a way out of the upload's own object. */
function isPlainName(id: string): boolean {
  return id !== "" && !isDots(id) && !/[/\\\0]|%(?:25)*(?:2f|5c|00)/i.test(id);
}
