import { count, thousands } from "../../reporters/text/count.ts";
import { formatDuration } from "../../reporters/text/format-duration.ts";

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
