import { toolVersion } from "../../config/files/tool-version.ts";
import type { PublicResult } from "../proof-job.ts";
import type { ProveOptions } from "../prove.ts";
import { runJobs } from "../run-jobs.ts";
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
  await runJobs({
    jobs,
    workers,
    runs,
    specs,
    signal,
    onResult: (result, job) => {
      if (result.kind === "public") results.push(result);
      onResult(result, job);
    },
  });
  const durationMs = Math.round(performance.now() - started);
  const complete = results.length === jobs.length;
  const run = { startedAt, durationMs, workers, seeds, runs, complete, narrowed, command };
  return buildPublicProof(plan, results, { version: toolVersion(), run });
}
