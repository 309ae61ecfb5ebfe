import { count, thousands } from "../../reporters/text/count.ts";
import { formatDuration } from "../../reporters/text/format-duration.ts";
import type { Gap } from "./proof.ts";
import type { JobResult, ProofJob } from "./proof-job.ts";
import type { ProofPlan } from "./proof-plan.ts";
import { dialectGaps, proveDialects } from "./prove-dialects.ts";
import { faultGaps, proveFaults } from "./prove-faults.ts";
import { nullServerGaps, proveNullServers } from "./prove-null-servers.ts";

/** How far a proof is. */
export interface ProofState {
  readonly done: number;
  readonly total: number;
  /** Of the time that all jobs are likely to take, the part that those done take. */
  readonly share: number;
  readonly found: number;
  /** What is wrong, so far. */
  readonly wrong: number;
  readonly elapsedMs: number;
  /** What was done last. */
  readonly current: string;
}

/** Below this an estimate of the time left is a guess. */
const FIRST_ESTIMATE_MS = 5_000;

/** One line: how far, what was found, what is wrong, the time left. */
export function formatProofProgress(state: ProofState): string {
  const { done, total, found, wrong, current } = state;
  return [
    `${thousands(done)}/${count(total, "job")}`,
    `${thousands(found)} found`,
    ...(wrong > 0 ? [`${thousands(wrong)} wrong`] : []),
    time(state),
    current,
  ].join("  ");
}

function time({ done, total, share, elapsedMs }: ProofState): string {
  const elapsed = formatDuration(elapsedMs);
  if (share === 0 || done === total || elapsedMs < FIRST_ESTIMATE_MS) return elapsed;
  return `${elapsed}, about ${formatDuration((elapsedMs / share) * (1 - share))} left`;
}

/** What is wrong by one result alone, to be told while a proof goes on. */
export function gapsOfResult(plan: ProofPlan, result: JobResult): readonly Gap[] {
  switch (result.kind) {
    case "fault": {
      const faults = plan.faults.filter(({ name }) => name === result.fault);
      const gaps = faultGaps({ ...plan, faults }, proveFaults({ faults }, [result]));
      return gaps.filter(({ kind }) => kind !== "claim-unknown");
    }
    case "dialect": {
      const dialects = plan.dialects.filter(({ name }) => name === result.dialect);
      const gaps = dialectGaps(plan, proveDialects({ ...plan, dialects }, [result]));
      return gaps.filter(({ kind }) => kind !== "reason-unused");
    }
    // It is no part of a proof with claims.
    case "public":
      return [];
    case "null-server": {
      const nullServers = plan.nullServers.filter(({ name }) => name === result.server);
      return nullServerGaps(proveNullServers({ ...plan, nullServers }, [result]));
    }
    default:
      return result satisfies never;
  }
}

/** How long jobs take by comparison, as measured: a legal server is judged whole, a fault found soon. */
const WEIGHTS = { dialect: 20, "null-server": 6, public: 10, fault: 0.5, others: 1 };
/** A public fault that was found with a seed is found soon with the next. */
const PUBLIC_AGAIN = 2;

/** What part of a proof's time a job is likely to take; only the ratio of two weights means anything. */
export function jobWeight(job: ProofJob): number {
  if (job.kind === "public" && job.fault !== null && job.seed > 1) return PUBLIC_AGAIN;
  const own = WEIGHTS[job.kind];
  return job.kind === "fault" && job.others.length > 0 ? own + WEIGHTS.others : own;
}
