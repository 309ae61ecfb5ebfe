import type { Rule } from "../model/rule.ts";
import { bindingSets } from "../rules/select/plan-units.ts";
import { seedOf } from "../run/case/seed.ts";
import { stillWorks } from "../run/target/still-works.ts";
import type { Caller, OpenTarget } from "../run/target/target-parts.ts";
import { findFault } from "./find-fault.ts";
import type { ProofContext } from "./proof-context.ts";
import type { FaultJob, Finding } from "./proof-job.ts";
import { rotated } from "./rotated.ts";

/** Cases for each property of a rule that does not claim the fault. */
const FEW = 1;
/** Whose tickets rules share; with them goes whatever a fault did to their sessions. */
const SHARING = ["owner", "stranger", "ended"] as const;

/**
 * Gets the tickets that rules share and uses each, so that no rule is the one in which it was made, or
 * found to have expired.
 */
export async function getSharedTickets(open: Caller): Promise<void> {
  for (const service of Object.keys(open.target.services)) {
    if (!open.services[service]?.credentials?.login) continue;
    for (const one of SHARING) {
      // Where there is none, the rules that need it will say so.
      const ticket = await open
        .sessionsOf(service)
        .ticket(one)
        .catch(() => undefined);
      if (ticket !== undefined) await stillWorks(open, service, ticket);
    }
  }
}

export interface OthersOptions {
  readonly open: OpenTarget;
  readonly job: Pick<FaultJob, "fault" | "seed" | "chunks">;
  readonly rules: readonly Rule[];
  /** The faults that the server was asked for; emptied before each rule. Undefined where nobody can look. */
  readonly asked: Set<string> | undefined;
  /** Also the rules that are known not to come to the fault. */
  readonly all: boolean;
}

/**
 * The rules that find a fault which they do not claim: each over one binding, with few cases that are
 * not made smaller. Rules that come nowhere near the fault are left out.
 */
export async function findOthers(
  { open, job, rules, asked, all }: OthersOptions,
  context: ProofContext,
): Promise<readonly Finding[]> {
  const { fault, seed, chunks } = job;
  const findings: Finding[] = [];
  for (const rule of rules) {
    const sets = bindingSets(rule, undefined);
    const one = rotated(sets, seedOf(fault, rule.id)).slice(0, 1);
    const judgement = [seed, chunks, rule.id, ...one.flat()].join(" ");
    if (!all && !context.reach.mayAsk(judgement, fault)) continue;
    asked?.clear();
    const how = { runs: FEW, shrink: false, onlyFailures: true };
    const finding = await findFault({ open, rule, sets: one, ...how }, context);
    if (asked) context.reach.learn(judgement, fault, asked);
    if (finding.found) findings.push(finding);
  }
  return findings;
}
