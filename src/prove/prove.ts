import { toolVersion } from "../config/files/tool-version.ts";
import { buildProof } from "./build-proof.ts";
import { planJobs } from "./plan-jobs.ts";
import type { Proof } from "./proof.ts";
import type { JobResult, ProofJob } from "./proof-job.ts";
import type { ProofPlan } from "./proof-plan.ts";
import { runJobs } from "./run-jobs.ts";

export interface ProveOptions {
  readonly workers: number;
  /** More folders of rule files; those of the plan's rules. */
  readonly specs: readonly string[];
  readonly signal: AbortSignal;
  readonly command: string;
  readonly onPlan: (jobs: readonly ProofJob[]) => void;
  readonly onResult: (result: JobResult, job: ProofJob) => void;
}

/** Does all jobs of a proof, and puts together what they came to. Rejects for bugs of the tool only. */
export async function prove(plan: ProofPlan, options: ProveOptions): Promise<Proof> {
  const { workers, specs, signal, command } = options;
  const jobs = planJobs(plan);
  const results: JobResult[] = [];
  options.onPlan(jobs);
  const startedAt = new Date().toISOString();
  const started = performance.now();
  await runJobs({
    jobs,
    workers,
    runs: plan.runs,
    specs,
    signal,
    onResult: (result, job) => {
      results.push(result);
      options.onResult(result, job);
    },
  });
  return buildProof(plan, results, {
    version: toolVersion(),
    run: {
      startedAt,
      durationMs: Math.round(performance.now() - started),
      workers,
      seeds: plan.seeds,
      runs: plan.runs,
      claimsOnly: plan.claimsOnly,
      complete: results.length === jobs.length,
      narrowed: plan.narrowed.rules || plan.narrowed.faults,
      command,
    },
  });
}
