import type { PublicFault } from "./public-fault.ts";

/** Lists. */
export const PUBLIC_LISTS = [
  {
    name: "api-list-has-one-page",
    title: "The list of uploads ends after twenty.",
    statements: ["DUA-13", "DUA-18"],
    area: "lists",
    report: "https://github.com/adobe/S3Mock/issues/166",
  },
  {
    name: "api-list-is-stale-after-delete",
    title: "The next list after a delete still has the upload.",
    statements: ["DUA-10"],
    area: "lists",
    report: "https://github.com/rustfs/rustfs/issues/1325",
  },
  {
    name: "list-ends-at-deleted-hundred",
    title: "The list of uploads ends where a hundred in a row were deleted.",
    statements: ["DUA-18", "DUA-13"],
    area: "lists",
    report: "https://github.com/minio/minio/pull/16504",
  },
] as const satisfies readonly PublicFault[];
