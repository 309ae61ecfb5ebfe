import type { ProofJob } from "./proof-job.ts";

/** How long jobs take by comparison, as measured: a legal server is judged whole, a fault found soon. */
const WEIGHTS = { dialect: 20, "null-server": 6, fault: 0.5, others: 1 };

/** What part of a proof's time a job is likely to take; only the ratio of two weights means anything. */
export function jobWeight(job: ProofJob): number {
  const own = WEIGHTS[job.kind];
  return job.kind === "fault" && job.others.length > 0 ? own + WEIGHTS.others : own;
}
