import { availableParallelism } from "node:os";
import { runOverLink } from "./link-run.ts";
import { tableLines } from "./table.ts";

const NUMBERS = [1, 2, 4];
/** Enough for four workers, and the same for all: what is compared is nothing else. */
const CONCURRENCY = ["--concurrency", "16"];

/** The default run in several processes, against the one in a single one; the server is in another. */
export async function workersRatio(): Promise<readonly string[]> {
  const rows: string[][] = [];
  let first: number | undefined;
  for (const workers of NUMBERS) {
    const options = ["--workers", String(workers), ...CONCURRENCY];
    const { seconds, target, code, mib } = await runOverLink({ latencyMs: 0 }, options);
    first ??= seconds;
    const { requests, cases, judged } = target;
    rows.push([
      String(workers),
      `${seconds.toFixed(1)} s`,
      (first / seconds).toFixed(2),
      `${mib.toFixed(0)} MiB`,
      String(requests),
      String(cases),
      `${judged.must} of ${judged.applicable}`,
      String(code),
    ]);
  }
  const cores = availableParallelism();
  return [
    `assay run --workers N ${CONCURRENCY.join(" ")} on the reference server in another process, ${cores} cores`,
    ...tableLines([HEAD, ...rows]).map((line) => `  ${line}`),
  ];
}

const HEAD = ["workers", "time", "ratio", "memory", "requests", "cases", "MUST judged", "exit"];
