import { doDialectJob } from "./do-dialect-job.ts";
import { doFaultJob } from "./do-fault-job.ts";
import { doNullServerJob } from "./do-null-server-job.ts";
import type { ProofContext } from "./proof-context.ts";
import type { JobResult, ProofJob } from "./proof-job.ts";

/** Does one job of a proof, on a server of its own that is gone afterwards. */
export function doJob(job: ProofJob, context: ProofContext): Promise<JobResult> {
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
