import { audit } from "../../src/index.ts";
import { sealReport } from "../../src/judge/report/seal-report.ts";
import type { Report } from "../../src/model/report.ts";
import { GUID_FIRST, instantOf, RUNS, TWICE, targetsOf } from "./twenty-days.ts";

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
