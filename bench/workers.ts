import { availableParallelism } from "node:os";
import { type LinkRun, runOverLink } from "./link-run.ts";
import { tableLines } from "./table.ts";

const NUMBERS = [1, 2, 4];
/** Enough for four workers, and the same for all: what is compared is nothing else. */
const CONCURRENCY = ["--concurrency", "16"];

/**
 * The default run in several processes against the one in a single one, the server in another: on the clock, and in the
 * processor time of the first process with its busiest worker, which also a machine tells that has other work or fewer cores.
 */
export async function workersRatio(): Promise<readonly string[]> {
  const runs: LinkRun[] = [];
  for (const workers of NUMBERS) {
    const options = ["--workers", String(workers), ...CONCURRENCY];
    runs.push(await runOverLink({ latencyMs: 0 }, options));
  }
  const [one] = runs;
  const rows = runs.map((run, at) => {
    const { requests, cases, judged } = run.target;
    const ratio = (of: (run: LinkRun) => number): string =>
      ((one ? of(one) : 0) / of(run)).toFixed(2);
    return [
      String(NUMBERS[at]),
      `${run.seconds.toFixed(1)} s`,
      ratio(({ seconds }) => seconds),
      `${run.cpuInARow.toFixed(1)} s`,
      ratio(({ cpuInARow }) => cpuInARow),
      `${run.cpuSeconds.toFixed(1)} s`,
      `${run.mib.toFixed(0)} MiB`,
      String(requests),
      String(cases),
      `${judged.must} of ${judged.applicable}`,
      String(run.code),
    ];
  });
  return [
    `assay run --workers N ${CONCURRENCY.join(" ")} on the reference server in another process, ${availableParallelism()} cores`,
    "  (in a row: processor time of the first process and the busiest worker)",
    ...tableLines([HEAD, ...rows]).map((line) => `  ${line}`),
  ];
}

const HEAD = [
  ...["workers", "time", "ratio", "in a row", "ratio", "processor", "memory"],
  ...["requests", "cases", "MUST judged", "exit"],
];
