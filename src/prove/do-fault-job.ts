import type { Rule } from "../model/rule.ts";
import { bindingSets } from "../rules/select/plan-units.ts";
import { casesOf } from "../run/plan/share-of.ts";
import { findFault } from "./find-fault.ts";
import { findOthers, getSharedTickets } from "./find-others.ts";
import { type ProofContext, rulesOf } from "./proof-context.ts";
import type { FaultJob, FaultResult, Finding } from "./proof-job.ts";
import { rotated } from "./rotated.ts";
import { withTarget } from "./with-target.ts";

/** An observation that claims a fault has to see it: then what it says does not hold. */
function asBinding(rule: Rule): Rule {
  return rule.level === "MAY" ? { ...rule, level: "SHOULD" } : rule;
}

/**
 * Judges a server with one fault. Rules that claim it get every binding, another one first with each
 * seed and its part of the cases as in a default run, until one shows it; the others as {@link findOthers} says.
 */
export async function doFaultJob(job: FaultJob, context: ProofContext): Promise<FaultResult> {
  const { fault, dialect, seed } = job;
  const { bench, specs } = context;
  const server = await bench.start({ specs, fault, dialect, chunks: job.chunks });
  const { target, asked } = server;
  try {
    return await withTarget(
      {
        target,
        context,
        seed,
      },
      async (open) => {
        if (job.others.length > 0) await getSharedTickets(open);
        // It is in what all rules have in common: any of them may see it.
        const isInAll = asked?.has(fault) ?? true;
        const claims: Finding[] = [];
        for (const rule of rulesOf(context, job.claims).map(asBinding)) {
          const sets = rotated(bindingSets(rule, undefined), seed - 1);
          const runs = casesOf({ ...rule, over: sets.length }, context.runs);
          const options = { open, rule, sets, runs, shrink: job.shrink };
          claims.push(await findFault(options, context));
        }
        const isFound = claims.some((finding) => finding.found);
        const rules = rulesOf(context, job.othersLast && isFound ? [] : job.others);
        const all = isInAll || !isFound;
        const others = await findOthers({ open, job, rules, asked, all }, context);
        return { kind: "fault", fault, seed, claims, others };
      },
    );
  } finally {
    await server.close();
  }
}
