import type { PublicFault } from "./public-fault.ts";

/** Caches. */
export const PUBLIC_CACHES = [
  {
    name: "exists-is-cached",
    title: "DocumentExists remembers what was there, deleted or not.",
    statements: ["DEX-01"],
    area: "caches",
    report: "https://github.com/opencloud-eu/reva/pull/166",
  },
  {
    name: "downloaded-document-is-cached",
    title: "DownloadDocument gives what it gave for that path before.",
    statements: ["DLD-01"],
    area: "caches",
    report: "https://github.com/awslabs/mountpoint-s3/issues/785",
  },
] as const satisfies readonly PublicFault[];
