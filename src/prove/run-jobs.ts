import { extname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Piscina } from "piscina";
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

/** The worker's file beside this one, compiled or not. */
const WORKER = new URL(`./proof-worker${extname(import.meta.url)}`, import.meta.url);
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
    filename: WORKER.href,
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
    await Promise.race([done, broken, longAfter(signal, over.signal)]);
  } finally {
    over.abort();
    await pool.destroy();
  }
}

/** Milliseconds that jobs under way have to end by themselves, once no other is to begin. */
const GRACE_MS = 5000;

/** Comes some time after the signal: a job whose server hangs must not keep an interrupted proof waiting. */
async function longAfter(signal: AbortSignal, over: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true, signal: over });
  });
  await sleep(GRACE_MS, undefined, { signal: over }).catch(() => undefined);
}
