import type { PublicJob, PublicResult } from "../proof-job.ts";

/** How the seeds of a fault follow each other. */
export interface SeedOrder {
  /** A job with the rules that found its fault with an earlier seed: waits until those seeds have ended. */
  prepare(job: PublicJob): Promise<PublicJob>;
  result(result: PublicResult): void;
  /** Has to be called for every job that began, whether it has a result or not. */
  end(job: PublicJob): void;
}

/**
 * Each job of a fault after those of it that stand before: what they found is tried first. Jobs have to begin
 * in their order, so that whoever waits waits for one that is under way.
 */
export function afterEarlierSeeds(jobs: readonly PublicJob[]): SeedOrder {
  const ends = new Map<PublicJob, { readonly ended: Promise<void>; readonly end: () => void }>();
  const found = new Map<string | null, Set<string>>();
  for (const job of jobs) {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    ends.set(job, { ended, end });
  }
  return {
    async prepare(job) {
      const earlier = jobs.slice(0, jobs.indexOf(job)).filter(({ fault }) => fault === job.fault);
      await Promise.all(earlier.map((one) => ends.get(one)?.ended));
      return { ...job, first: [...(found.get(job.fault) ?? [])].sort() };
    },
    result({ fault, found: finding }) {
      if (!finding) return;
      found.set(fault, (found.get(fault) ?? new Set()).add(finding.rule));
    },
    end(job) {
      ends.get(job)?.end();
    },
  };
}
