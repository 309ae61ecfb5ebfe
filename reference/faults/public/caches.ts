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
  {
    name: "api-list-is-cached-for-all",
    title: "The list of uploads is kept until one changes, whoever asks next.",
    statements: ["DUA-20"],
    area: "caches",
    report: "https://github.com/Observal/Observal/pull/972",
  },
  {
    name: "user-name-is-that-of-first-at-address",
    title: "isValidTicket names the user whom it named first to all who ask from one address.",
    statements: ["AUT-06"],
    area: "caches",
    report: "https://github.com/plotly/dash-auth/issues/70",
  },
  {
    name: "download-that-is-left-is-cached",
    title:
      "What went out of a document before its client left is what the same GET gives from then on.",
    statements: ["DLD-01"],
    area: "caches",
    report: "https://github.com/apache/incubator-pagespeed-mod/issues/1081",
  },
] as const satisfies readonly PublicFault[];
