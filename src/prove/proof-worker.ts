import { workerData } from "piscina";
import { loadSpecs } from "../built-in/load-specs.ts";
import { loadVocabulary } from "../built-in/load-vocabulary.ts";
import { sharedAbortSignal } from "../run/campaign/shared-abort.ts";
import { benchOf } from "./bench-of.ts";
import { doDialectJob } from "./do-dialect-job.ts";
import { doFaultJob } from "./do-fault-job.ts";
import { doNullServerJob } from "./do-null-server-job.ts";
import type { ProofContext } from "./proof-context.ts";
import type { JobResult, ProofJob } from "./proof-job.ts";
import { doPublicJob } from "./public/do-public-job.ts";
import { createReach } from "./reach.ts";

/** What a worker is started with. */
export interface ProofWorkerData {
  /** More folders of rule files, beside the built-in ones. */
  readonly specs: readonly string[];
  readonly cwd: string;
  readonly runs: number;
  readonly stop: SharedArrayBuffer;
}

const { specs: folders, cwd, runs, stop }: ProofWorkerData = workerData;
const vocabulary = await loadVocabulary(folders, cwd);
const specs = loadSpecs(folders, cwd, vocabulary);
const context = {
  specs,
  bench: benchOf(specs),
  vocabulary,
  runs,
  reach: createReach(),
  signal: sharedAbortSignal(stop),
};

/** Does a job in this thread: what it came to, or nothing where the proof was interrupted. */
export default async function work(job: ProofJob): Promise<JobResult | null> {
  const result = await doJob(job, context);
  return context.signal.aborted ? null : result;
}

/** Does one job of a proof, on a server of its own that is gone afterwards. */
function doJob(job: ProofJob, context: ProofContext): Promise<JobResult> {
  switch (job.kind) {
    case "fault":
      return doFaultJob(job, context);
    case "dialect":
      return doDialectJob(job, context);
    case "null-server":
      return doNullServerJob(job, context);
    case "public":
      return doPublicJob(job, context);
    default:
      return job satisfies never;
  }
}
