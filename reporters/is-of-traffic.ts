import type { Report } from "../src/model/report.ts";

/** Whether others made the calls that were judged: there is no seed of them, and nothing was selected. */
export function isOfTraffic({ targets }: Report): boolean {
  return targets.some(({ judged }) => judged.unseen !== undefined);
}
