import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../src/config/files/package-root.ts";
import { sample } from "./fault-sample.ts";

const MAIN = join(packageRoot(), "dist", "src", "cli", "main.js");
const FAULTS = 12;
/** What the first failure is to stand on the screen within. */
const MAX_SECONDS = 3;
const MEDIAN = 0.5;
/** The line of a verdict as it falls: `✘ 2 s  server: …`. */
const FAILED = /^[✘!] \d/m;

/** When a default run on the built-in server first says that something fails, with one fault each. */
export async function firstFailure(): Promise<readonly string[]> {
  const took: (readonly [fault: string, seconds: number])[] = [];
  for (const fault of sample(FAULTS)) took.push([fault, await secondsUntilFailure(fault)]);
  const inOrder = took.toSorted(([, a], [, b]) => a - b);
  const [, median = 0] = inOrder[Math.floor((inOrder.length - 1) * MEDIAN)] ?? [];
  const [slowest = "", most = 0] = inOrder.at(-1) ?? [];
  const within = inOrder.filter(([, seconds]) => seconds <= MAX_SECONDS).length;
  return [
    `first failure on the screen, one of ${FAULTS} faults each (to stand there within ${MAX_SECONDS} s)`,
    `  median ${median.toFixed(1)} s, most ${most.toFixed(1)} s (${slowest}); ${within} of ${FAULTS} in time`,
  ];
}

async function secondsUntilFailure(fault: string): Promise<number> {
  const cwd = await mkdtemp(join(tmpdir(), "assay-bench-"));
  try {
    const targets = { targets: { reference: { embedded: { faults: [fault] } } } };
    await writeFile(join(cwd, "targets.json"), JSON.stringify(targets));
    const started = performance.now();
    const child = spawn(process.execPath, [MAIN, "run", "--seed", "1"], {
      cwd,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const ended = once(child, "exit");
    const isSeen = await untilFailure(child);
    const seconds = isSeen ? (performance.now() - started) / 1000 : Number.POSITIVE_INFINITY;
    child.kill("SIGKILL");
    await ended;
    return seconds;
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** Whether there is one before the end. */
async function untilFailure({ stderr }: ChildProcess): Promise<boolean> {
  let said = "";
  for await (const bytes of stderr ?? []) {
    said += String(bytes);
    if (FAILED.test(said)) return true;
  }
  return false;
}
