import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { shareAbort } from "../run/campaign/shared-abort.ts";
import type { JobResult, ProofJob } from "./proof-job.ts";
import type { ProofWorkerAnswer, ProofWorkerData } from "./proof-worker.ts";

export interface RunJobsOptions {
  readonly jobs: readonly ProofJob[];
  readonly workers: number;
  readonly runs: number;
  /** More folders of rule files. */
  readonly specs: readonly string[];
  /** Once aborted, no further job begins, and those under way count for nothing. */
  readonly signal: AbortSignal;
  readonly onResult: (result: JobResult, job: ProofJob) => void;
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
  const waiting = [...options.jobs].reverse();
  const stop = shareAbort(options.signal);
  const crew = Array.from({ length: Math.min(options.workers, waiting.length) }, () =>
    work(waiting, stop, options),
  );
  await Promise.all(crew);
}

/** One worker, from its first job to its last. */
function work(
  waiting: ProofJob[],
  stop: SharedArrayBuffer,
  { runs, specs, signal, onResult }: RunJobsOptions,
): Promise<void> {
  const workerData: ProofWorkerData = { specs, cwd: process.cwd(), runs, stop };
  const worker = new Worker(WORKER, {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  return new Promise<void>((resolve, reject) => {
    let job: ProofJob | undefined;
    const next = (): void => {
      job = signal.aborted ? undefined : waiting.pop();
      if (job) worker.postMessage(job);
      else resolve();
    };
    worker.on("message", ({ result }: ProofWorkerAnswer) => {
      if (result && job) onResult(result, job);
      next();
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`a worker of the proof ended with code ${code}`)));
    next();
  }).finally(() => worker.terminate());
}
