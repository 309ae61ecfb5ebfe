import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Piscina } from "piscina";
import { packageRoot } from "../config/files/package-root.ts";
import { longAfter } from "../run/campaign/long-after.ts";
import { shareAbort } from "../run/campaign/shared-abort.ts";
import type { JobResult, ProofJob } from "./proof-job.ts";
import type { ProofWorkerData } from "./proof-worker.ts";

export interface RunJobsOptions {
  readonly jobs: readonly ProofJob[];
  readonly workers: number;
  readonly runs: number;
  /** More folders of rule files. */
  readonly specs: readonly string[];
  /** Once aborted, no further job begins, and those under way count for nothing. */
  readonly signal: AbortSignal;
  readonly onResult: (result: JobResult, job: ProofJob) => void;
  /** A job as it is to be done, once it is its turn: what others came to may make it shorter. */
  readonly prepare?: (job: ProofJob) => Promise<ProofJob>;
  /** A job ended, with a result or, interrupted, without one. */
  readonly onEnd?: (job: ProofJob) => void;
}

/** What the threads begin with, compiled as this is or not. */
const WORKER =
  extname(import.meta.url) === ".js"
    ? join("dist", "src", "prove", "proof-worker.js")
    : join("src", "prove", "proof-worker.ts");
/** Servers and clients make much garbage that dies young: with room for it there is less to collect. */
const YOUNG_GENERATION_MB = 64;

/**
 * Does jobs in worker threads, each with its own servers. Rejects with what went wrong in a worker,
 * which is a bug of the tool.
 */
export async function runJobs(options: RunJobsOptions): Promise<void> {
  const { jobs, runs, specs, signal, onResult, prepare, onEnd } = options;
  const threads = Math.min(options.workers, jobs.length);
  if (threads === 0) return;
  const workerData: ProofWorkerData = { specs, cwd: process.cwd(), runs, stop: shareAbort(signal) };
  const pool = new Piscina({
    filename: pathToFileURL(join(packageRoot(), WORKER)).href,
    workerData,
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    // Else a worker stands still between two jobs, with the connections that it is closing.
    atomics: "disabled",
    recordTiming: false,
  });
  // What goes wrong in a worker between two jobs.
  const broken = new Promise<never>((_, reject) => pool.on("error", reject));
  const waiting = jobs.values();
  const work = async (): Promise<void> => {
    for (const job of waiting) {
      if (signal.aborted) return;
      const result: JobResult | null = await pool.run((await prepare?.(job)) ?? job);
      if (result) onResult(result, job);
      onEnd?.(job);
    }
  };
  const over = new AbortController();
  try {
    const done = Promise.all(Array.from({ length: threads }, work));
    await Promise.race([done, broken, longAfter(signal, GRACE_MS, over.signal)]);
  } finally {
    over.abort();
    await pool.destroy();
  }
}

/** Milliseconds that jobs under way have to end by themselves, once no other is to begin. */
const GRACE_MS = 3500;
