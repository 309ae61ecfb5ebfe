import type { NullServer } from "./null-server.ts";

export const SILENT = [
  {
    name: "hang",
    title: "No call is ever answered; the connection stays open.",
    start: () => ({ answer: () => "silence" }),
  },
  {
    name: "close",
    title: "Every call ends with a closed connection.",
    start: () => ({ answer: () => "close" }),
  },
] as const satisfies readonly NullServer[];
