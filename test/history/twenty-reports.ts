import { type AuditOptions, audit } from "../../src/index.ts";
import { sealReport } from "../../src/judge/report/seal-report.ts";
import type { Report } from "../../src/model/report.ts";

/** Which of the twenty runs each fault is in, from 0. */
const FAULTS = {
  /** Breaks `…twice`. */
  "delete-upload-second-time-fails": [4, 5, 6, 7],
  /** Breaks `…guid-before-auth`, twice, and the second time to the end. */
  "delete-upload-checks-ticket-before-guid": [10, 11, 12, 15, 16, 17, 18, 19],
} as const;
/** In these runs there is a second server, which never had a fault. */
const TWO = [17, 18, 19];

export const TWICE = "inforouter.delete-upload-handler.twice";
export const GUID_FIRST = "inforouter.delete-upload-handler.guid-before-auth";
export const RUNS = 20;

/** The day of a run of {@link twentyReports}, at half past nine (UTC). */
export function instantOf(run: number): string {
  return new Date(Date.UTC(2026, 8, 1 + run, 9, 30)).toISOString();
}

let made: Promise<readonly Report[]> | undefined;

/** Reports of the reference server by two rules, with faults that come and go, one for each of twenty days; made once. */
export function twentyReports(): Promise<readonly Report[]> {
  made ??= makeReports();
  return made;
}

async function makeReports(): Promise<readonly Report[]> {
  const reports: Report[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { report } = await audit({
      targets: targetsOf(run),
      select: { rule: [TWICE, GUID_FIRST], binding: ["post"] },
      runs: 2,
      seed: run + 1,
    });
    reports.push(sealReport({ ...report, run: { ...report.run, startedAt: instantOf(run) } }));
  }
  return reports;
}

function targetsOf(run: number): Exclude<AuditOptions["targets"], string | undefined> {
  const faults = Object.entries(FAULTS).flatMap(([name, runs]) =>
    (runs as readonly number[]).includes(run) ? [name] : [],
  );
  const reference = { embedded: { faults } };
  return TWO.includes(run) ? { reference, second: { embedded: true } } : { reference };
}
