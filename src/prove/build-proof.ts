import { digest } from "./digest.ts";
import type { Gap, Proof, ProofDigests } from "./proof.ts";
import type { JobResult } from "./proof-job.ts";
import type { ProofPlan } from "./proof-plan.ts";
import { dialectGaps, proveDialects } from "./prove-dialects.ts";
import { faultGaps, proveFaults } from "./prove-faults.ts";
import { nullServerGaps, proveNullServers } from "./prove-null-servers.ts";
import { proveRules, ruleGaps } from "./prove-rules.ts";

export interface ProofFacts {
  readonly version: string;
  readonly run: Proof["run"];
}

/**
 * The kill matrix from what the jobs came to. An interrupted proof has the gaps that it found, and
 * none for what it did not come to.
 */
export function buildProof(
  plan: ProofPlan,
  results: readonly JobResult[],
  { version, run }: ProofFacts,
): Proof {
  const bySeed = ofKind(results, "fault").toSorted((a, b) => a.seed - b.seed);
  const faults = proveFaults(plan, bySeed);
  const rules = proveRules(plan, faults);
  const dialects = proveDialects(
    plan,
    ofKind(results, "dialect").toSorted((a, b) => a.seed - b.seed),
  );
  const nullServers = proveNullServers(plan, ofKind(results, "null-server"));
  const always: readonly Gap[] = [
    ...dialectGaps(plan, dialects).filter(({ kind }) => run.complete || kind !== "reason-unused"),
    ...nullServerGaps(nullServers),
  ];
  const ofAll = run.complete ? [...faultGaps(plan, faults), ...ruleGaps(plan, rules)] : [];
  return {
    format: "assay-proof",
    formatVersion: 1,
    tool: { name: "assay", version },
    run,
    digests: proofDigests(plan),
    faults,
    rules,
    dialects,
    nullServers,
    gaps: [...ofAll, ...always],
  };
}

function ofKind<K extends JobResult["kind"]>(
  results: readonly JobResult[],
  kind: K,
): readonly Extract<JobResult, { kind: K }>[] {
  return results.filter(
    (result): result is Extract<JobResult, { kind: K }> => result.kind === kind,
  );
}

/**
 * `sha256:…` of what a proof is about: what rules do and claim (wherever they are written), the
 * table of faults, the dialects with their reasons, the null servers.
 */
export function proofDigests(
  plan: Pick<ProofPlan, "rules" | "faults" | "dialects" | "nullServers">,
): ProofDigests {
  return {
    rules: digest(plan.rules.map(({ at, ...rule }) => rule)),
    faults: digest(plan.faults),
    dialects: digest(
      plan.dialects.map(({ name, description, reasons }) => ({ name, description, reasons })),
    ),
    nullServers: digest(plan.nullServers.map(({ name, title }) => ({ name, title }))),
  };
}
