import type { ApiDataToolsTarget, S3Probe } from "../../model/target.ts";

export type { S3Probe } from "../../model/target.ts";

/** The S3 probe that targets.json declares for the service, if it does. */
export function s3ProbeOf({ probes }: ApiDataToolsTarget): S3Probe | undefined {
  return probes.s3;
}
