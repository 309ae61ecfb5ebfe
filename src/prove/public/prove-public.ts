import { toolVersion } from "../../config/files/tool-version.ts";
import type { ProofJob, PublicResult } from "../proof-job.ts";
import type { ProveOptions } from "../prove.ts";
import { runJobs } from "../run-jobs.ts";
import { afterEarlierSeeds } from "./after-earlier-seeds.ts";
import { buildPublicProof, type PublicPlan, type PublicProof, publicJobs } from "./public-proof.ts";

/** Does every run of a score. Rejects for bugs of the tool only. */
export async function provePublic(
  plan: PublicPlan & { readonly runs: number; readonly narrowed: boolean },
  { workers, specs, signal, command, onPlan, onResult }: ProveOptions,
): Promise<PublicProof> {
  const jobs = publicJobs(plan);
  const results: PublicResult[] = [];
  onPlan(jobs);
  const startedAt = new Date().toISOString();
  const started = performance.now();
  const { runs, seeds, narrowed } = plan;
  const order = afterEarlierSeeds(jobs);
  await runJobs({
    jobs,
    workers,
    runs,
    specs,
    signal,
    prepare: async (job: ProofJob) => (job.kind === "public" ? order.prepare(job) : job),
    onResult: (result, job) => {
      if (result.kind === "public") {
        results.push(result);
        order.result(result);
      }
      onResult(result, job);
    },
    onEnd: (job) => void (job.kind === "public" && order.end(job)),
  });
  const durationMs = Math.round(performance.now() - started);
  const complete = results.length === jobs.length;
  const run = { startedAt, durationMs, workers, seeds, runs, complete, narrowed, command };
  return buildPublicProof(plan, results, { version: toolVersion(), run });
}
