import { inEdition } from "../rules/select/in-edition.ts";
import { judgeAll } from "./judge-all.ts";
import { type ProofContext, rulesOf } from "./proof-context.ts";
import type { DialectJob, JobResult } from "./proof-job.ts";
import { withTarget } from "./with-target.ts";

/** Judges a server without faults in one of the legal dialects. */
export async function doDialectJob(job: DialectJob, context: ProofContext): Promise<JobResult> {
  const { dialect, edition, seed } = job;
  const specs = inEdition(context.specs, edition ?? undefined);
  const server = await context.bench.start({
    specs: context.specs,
    dialect,
    chunks: job.chunks,
  });
  try {
    const units = await withTarget(
      {
        target: server.target,
        context,
        seed,
      },
      (open) =>
        judgeAll(
          open,
          rulesOf({ specs }, job.rules),
          { runs: context.bench.runsOn(dialect, context.runs), shrink: false },
          context,
        ),
    );
    return { kind: "dialect", dialect, edition, seed, units };
  } finally {
    await server.close();
  }
}
