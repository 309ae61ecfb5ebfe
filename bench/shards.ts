import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../src/config/files/package-root.ts";
import type { Report } from "../src/model/report.ts";
import { watchProcessorTime } from "./processor-time.ts";
import { tableLines } from "./table.ts";

const MAIN = join(packageRoot(), "dist", "src", "cli", "main.js");
const NUMBERS = [2, 4, 8];
/** What the slowest shard is to take at most, of the mean. */
const MOST = 1.2;

/** What a run, or a shard of one, took; its server is in the same process. */
interface Took {
  readonly requests: number;
  readonly seconds: number;
}

/**
 * How evenly a default run on the built-in server is split: the slowest shard against the mean, in requests
 * and in processor time, by the requests that are expected and by the times in the report of another seed.
 */
export async function shardBalance(): Promise<readonly string[]> {
  const cwd = await mkdtemp(join(tmpdir(), "assay-bench-"));
  try {
    const targets = { targets: { reference: { embedded: true } } };
    await writeFile(join(cwd, "targets.json"), JSON.stringify(targets));
    const start = await judged(cwd, ["--seed", "1", "--rule", "malformed-guid", "--runs", "1"]);
    await judged(cwd, ["--seed", "2"], "before");
    const costs = join("before", "report.json");
    const rows: string[][] = [];
    for (const of of NUMBERS) {
      for (const [by, options] of [
        ["expected requests", []],
        ["an earlier report", ["--shard-costs", costs]],
      ] as const) {
        const shards: Took[] = [];
        for (let index = 1; index <= of; index++) {
          const shard = ["--seed", "1", "--shard", `${index}/${of}`, ...options];
          shards.push(await judged(cwd, shard));
        }
        rows.push([
          `${of} shards by ${by}`,
          ratioOf(shards.map(({ requests }) => requests)),
          ratioOf(shards.map(({ seconds }) => seconds)),
          ratioOf(shards.map(({ seconds }) => Math.max(0, seconds - start.seconds))),
        ]);
      }
    }
    return [
      `shards of a default run on the built-in server: the slowest against the mean (to stay within ${MOST})`,
      ...tableLines([["", "requests", "processor time", "without the start"], ...rows]).map(
        (line) => `  ${line}`,
      ),
      `  the start takes ${start.seconds.toFixed(1)} s of the processors`,
    ];
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** Runs the command with these options, with its report in a folder. */
async function judged(cwd: string, options: readonly string[], out = "out"): Promise<Took> {
  const child = spawn(process.execPath, [MAIN, "run", "--quiet", ...options, "--out", out], {
    cwd,
    stdio: "ignore",
  });
  const cpu = watchProcessorTime(child.pid ?? 0);
  await once(child, "exit");
  const seconds = cpu();
  const report = JSON.parse(await readFile(join(cwd, out, "report.json"), "utf8")) as Report;
  return { requests: report.targets.reduce((sum, one) => sum + one.requests, 0), seconds };
}

function ratioOf(numbers: readonly number[]): string {
  const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  return (Math.max(...numbers) / mean).toFixed(2);
}
