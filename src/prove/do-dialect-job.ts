import { selectDialect } from "../../reference/dialects.ts";
import { startReferenceServer } from "../../reference/server.ts";
import { inEdition } from "../rules/select/in-edition.ts";
import { runsOnDialect } from "./dialect-runs.ts";
import { judgeAll } from "./judge-all.ts";
import { type ProofContext, rulesOf } from "./proof-context.ts";
import type { DialectJob, JobResult } from "./proof-job.ts";
import { proofTarget } from "./proof-target.ts";
import { withTarget } from "./with-target.ts";

/** Judges a server without faults in one of the legal dialects. */
export async function doDialectJob(job: DialectJob, context: ProofContext): Promise<JobResult> {
  const { dialect, edition, seed } = job;
  const specs = inEdition(context.specs, edition ?? undefined);
  const server = await startReferenceServer({ dialect });
  try {
    const units = await withTarget(
      {
        target: proofTarget(server, context.specs.services, job.chunks),
        context,
        seed,
      },
      (open) =>
        judgeAll(
          open,
          rulesOf({ specs }, job.rules),
          { runs: runsOnDialect(selectDialect(dialect), context.runs), shrink: false },
          context,
        ),
    );
    return { kind: "dialect", dialect, edition, seed, units };
  } finally {
    await server.close();
  }
}
