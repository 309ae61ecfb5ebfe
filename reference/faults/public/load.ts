import type { PublicFault } from "./public-fault.ts";

/** Calls at the same time. */
export const PUBLIC_LOAD = [
  {
    name: "current-user-is-one-for-all",
    title: "The current user is kept in one place for all calls in flight.",
    statements: ["ALL-05", "CUH-22"],
    area: "load",
    report: "https://github.com/mikedeboer/jsDAV/issues/132",
  },
  {
    name: "session-is-forgotten-under-load",
    title: "A session of which four calls begin at once is forgotten.",
    statements: ["ALL-05", "AUT-01"],
    area: "load",
    report: "https://github.com/vert-x3/vertx-web/issues/1577",
  },
  {
    name: "chunk-buffer-is-shared",
    title: "A chunk begins with bytes of another one that comes at the same time.",
    statements: ["ALL-05", "FIN-01"],
    area: "load",
    report: "https://github.com/ServiceStack/Issues/issues/716",
  },
  {
    name: "offsets-are-overwritten",
    title: "Of chunks of two uploads at the same time the later sets the other's offset back.",
    statements: ["ALL-05", "FIN-01"],
    area: "load",
    report: "https://github.com/ankitpokhrel/tus-php/issues/257",
  },
  {
    name: "chunk-count-is-lost",
    title: "Of chunks at the same time only one is counted, and the upload is never complete.",
    statements: ["ALL-05", "UFC-03"],
    area: "load",
    report: "https://github.com/nandinigoyaldev/Open-Source-Contribution-Atelier/issues/2599",
  },
  {
    name: "answer-buffer-is-shared",
    title: "An answer is what another call of the same moment is answered.",
    statements: ["ALL-05", "CUH-07"],
    area: "load",
    report: "https://github.com/OpenStickCommunity/GP2040-CE/pull/1614",
  },
  {
    name: "downloads-of-one-user-share-a-file",
    title: "What a user has staged at the same time goes by way of one file, named after the user.",
    statements: ["GDH-01", "DFC-01"],
    area: "load",
    report: "https://github.com/MarkUsProject/Markus/pull/4859",
  },
  {
    name: "case-twin-at-once-is-dropped",
    title:
      "Of two UploadDocument at once to paths that differ in letter case the later is not stored, and told the other's success.",
    statements: ["UPD-01", "ALL-05"],
    area: "load",
    report: "https://github.com/opencloud-eu/web/issues/788",
  },
  {
    name: "overlapping-writes-clean-old-version",
    title:
      "Of two writes at once over a document one keeps its latest version and the other removes its bytes.",
    statements: ["GDH-15", "ALL-05"],
    area: "load",
    report: "https://github.com/linagora/cozy-stack/pull/3517",
  },
  {
    name: "finalize-beside-another-takes-its-file",
    title: "A finalize that comes while another of its handler goes on removes the staged file.",
    statements: ["FIN-01", "FIN-02", "ALL-05"],
    area: "load",
    report: "https://github.com/distributed-system-analysis/pbench/pull/3498",
  },
] as const satisfies readonly PublicFault[];
