import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../src/config/files/package-root.ts";
import type { Report } from "../src/model/report.ts";
import { verdictsOf } from "./link-run.ts";
import { watchPeakMemory } from "./peak-memory.ts";
import { watchProcessorTime } from "./processor-time.ts";

const MAIN = join(packageRoot(), "dist", "src", "cli", "main.js");
/** What a default run is to stay under, on 2 cores. */
const MAX_SECONDS = 30;
const MAX_MIB = 300;

/** `assay run` on the built-in server, as `npm start` does it: time, memory, cases. */
export async function defaultRun(): Promise<readonly string[]> {
  const cwd = await mkdtemp(join(tmpdir(), "assay-bench-"));
  try {
    await writeFile(
      join(cwd, "targets.json"),
      '{ "targets": { "reference": { "embedded": true } } }',
    );
    const started = performance.now();
    const child = spawn(process.execPath, [MAIN, "run", "--seed", "1", "--quiet"], {
      cwd,
      stdio: "ignore",
    });
    const peak = watchPeakMemory(child.pid ?? 0);
    const cpu = watchProcessorTime(child.pid ?? 0);
    const [code] = await once(child, "exit");
    const seconds = (performance.now() - started) / 1000;
    const mib = peak();
    const cpuSeconds = cpu();
    const report = JSON.parse(
      await readFile(join(cwd, "assay-report", "report.json"), "utf8"),
    ) as Report;
    const [target] = report.targets;
    const said = await saidByDryRun(cwd);
    return [
      "assay run on the built-in server",
      `  exit code        ${code}`,
      `  cases, requests  ${target?.cases}, ${target?.requests}`,
      `  requests each    ${target ? (target.requests / verdictsOf(target)).toFixed(1) : "?"} for a verdict`,
      `  bytes sent       ${target?.bytesSent} (the dry run said ${said}, to be within 5 %)`,
      `  time             ${seconds.toFixed(1)} s (to stay under ${MAX_SECONDS} s), ${cpuSeconds.toFixed(1)} s of the processors`,
      `  peak memory      ${mib?.toFixed(0) ?? "?"} MiB (to stay under ${MAX_MIB} MiB)`,
    ];
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** The bytes that `--dry-run` says of the same run. */
async function saidByDryRun(cwd: string): Promise<number> {
  const args = [MAIN, "run", "--seed", "1", "--dry-run"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd });
  return Number(/([\d,]+) bytes/.exec(stdout)?.[1]?.replaceAll(",", ""));
}
