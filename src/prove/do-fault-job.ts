import { startReferenceServer } from "../../reference/server.ts";
import { bindingSets } from "../rules/plan-units.ts";
import { seedOf } from "../run/seed.ts";
import { findFault } from "./find-fault.ts";
import { type ProofContext, rulesOf } from "./proof-context.ts";
import type { FaultResult, Finding, ProofJob } from "./proof-job.ts";
import { proofTarget } from "./proof-target.ts";
import { withTarget } from "./with-target.ts";

/** Cases for each property of a rule that does not claim the fault. */
const FEW = 1;

/**
 * Judges a server with one fault. Rules that claim it get every binding, another one first with each
 * seed, until one shows it; the others one binding each, and few cases that are not made smaller.
 */
export async function doFaultJob(
  job: Extract<ProofJob, { kind: "fault" }>,
  context: ProofContext,
): Promise<FaultResult> {
  const { fault, seed } = job;
  const server = await startReferenceServer({ faults: [fault] });
  try {
    return await withTarget(
      { target: proofTarget(server, job.chunks), specs: context.specs, seed },
      async (open) => {
        const claims: Finding[] = [];
        for (const rule of rulesOf(context, job.claims)) {
          const sets = rotated(bindingSets(rule, undefined), seed - 1);
          const options = { open, rule, sets, runs: context.runs, shrink: context.shrink };
          claims.push(await findFault(options, context));
        }
        const others: Finding[] = [];
        const isFound = claims.some((finding) => finding.found);
        const wanted = job.othersLast && isFound ? [] : job.others;
        for (const rule of rulesOf(context, wanted)) {
          const sets = bindingSets(rule, undefined);
          const one = rotated(sets, seedOf(fault, rule.id)).slice(0, 1);
          const options = { open, rule, sets: one, runs: FEW, shrink: false };
          const finding = await findFault(options, context);
          if (finding.found) others.push(finding);
        }
        return { kind: "fault", fault, seed, claims, others };
      },
    );
  } finally {
    await server.close();
  }
}

/** The same in the same order, beginning elsewhere. */
function rotated<T>(all: readonly T[], by: number): readonly T[] {
  const from = all.length === 0 ? 0 : Math.abs(by) % all.length;
  return [...all.slice(from), ...all.slice(0, from)];
}
