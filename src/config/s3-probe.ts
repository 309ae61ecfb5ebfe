import type { ApiDataToolsTarget } from "../model/target.ts";
import { isObject } from "../schema/schema-object.ts";

/** Where the files of the uploads are, when the server keeps them in an S3-compatible bucket. */
export interface S3Probe {
  readonly endpoint: string;
  readonly bucket: string;
  /** `{upload_id}` stands for the id. */
  readonly keyTemplate: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The S3 probe that targets.json declares for the service, if it does. */
export function s3ProbeOf(service: ApiDataToolsTarget): S3Probe | undefined {
  const s3: unknown = Reflect.get(service.probes, "s3");
  return isS3Probe(s3) ? s3 : undefined;
}

function isS3Probe(value: unknown): value is S3Probe {
  return isObject(value) && typeof value["endpoint"] === "string";
}
