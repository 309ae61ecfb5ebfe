import { parentPort, workerData } from "node:worker_threads";
import { loadSpecs } from "../built-in/load-specs.ts";
import { loadVocabulary } from "../built-in/load-vocabulary.ts";
import { sharedAbortSignal } from "../run/campaign/shared-abort.ts";
import { benchOf } from "./bench-of.ts";
import { doDialectJob } from "./do-dialect-job.ts";
import { doFaultJob } from "./do-fault-job.ts";
import { doNullServerJob } from "./do-null-server-job.ts";
import type { ProofContext } from "./proof-context.ts";
import type { JobResult, ProofJob } from "./proof-job.ts";
import { createReach } from "./reach.ts";

/** What a worker is started with. */
export interface ProofWorkerData {
  /** More folders of rule files, beside the built-in ones. */
  readonly specs: readonly string[];
  readonly cwd: string;
  readonly runs: number;
  readonly stop: SharedArrayBuffer;
}

/** What a worker says of a job: what it came to, or nothing where the proof was interrupted. */
export interface ProofWorkerAnswer {
  readonly result: JobResult | null;
}

const { specs: folders, cwd, runs, stop } = workerData as ProofWorkerData;
const specs = loadSpecs(folders, cwd);
const context = {
  specs,
  bench: benchOf(specs),
  vocabulary: await loadVocabulary(folders, cwd),
  runs,
  reach: createReach(),
  signal: sharedAbortSignal(stop),
};

parentPort?.on("message", async (job: ProofJob) => {
  // What goes wrong here is a bug of ours: it ends the worker, and so the proof.
  const result = await doJob(job, context);
  const answer: ProofWorkerAnswer = { result: context.signal.aborted ? null : result };
  parentPort?.postMessage(answer);
});

/** Does one job of a proof, on a server of its own that is gone afterwards. */
function doJob(job: ProofJob, context: ProofContext): Promise<JobResult> {
  switch (job.kind) {
    case "fault":
      return doFaultJob(job, context);
    case "dialect":
      return doDialectJob(job, context);
    case "null-server":
      return doNullServerJob(job, context);
    default:
      return job satisfies never;
  }
}
