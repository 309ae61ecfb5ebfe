import type { Fault } from "../../reference/faults/fault.ts";
import { median } from "./median.ts";
import type { Claim, FaultProof, Gap } from "./proof.ts";
import type { FaultResult, Finding } from "./proof-job.ts";
import type { ProofPlan } from "./proof-plan.ts";

/** What was found of every fault, in the order of the table. */
export function proveFaults(
  { faults }: Pick<ProofPlan, "faults">,
  results: readonly FaultResult[],
): readonly FaultProof[] {
  return faults.map((fault) =>
    proveFault(
      fault,
      results.filter((result) => result.fault === fault.name),
    ),
  );
}

function proveFault(fault: Fault, results: readonly FaultResult[]): FaultProof {
  const claims = results.flatMap((result) => result.claims);
  const found = claims.flatMap((finding) => finding.found ?? []);
  const others = results.flatMap((result) => result.others.map(({ rule }) => rule));
  const smallest = found.map(({ calls }) => calls).toSorted((a, b) => a - b);
  return {
    name: fault.name,
    title: fault.title,
    class: fault.class,
    visibility: fault.visibility,
    statements: fault.statements,
    claims: [...new Set(claims.map(({ rule }) => rule))].map((rule) =>
      claimOf(
        rule,
        claims.filter((finding) => finding.rule === rule),
      ),
    ),
    others: [...new Set(others)].sort(),
    medianCases: median(found.map(({ cases }) => cases)),
    medianRequests: median(found.map(({ requests }) => requests)),
    smallestCase: smallest[0] ?? null,
  };
}

function claimOf(rule: string, findings: readonly Finding[]): Claim {
  const found = findings.flatMap((finding) => finding.found ?? []);
  const bindings = [...new Set(found.map(({ binding }) => binding))].sort();
  return { rule, seeds: findings.length, found: found.length, bindings };
}

/** Claims that do not hold, and faults that nobody, or nobody who claims them, finds. */
export function faultGaps(
  plan: Pick<ProofPlan, "rules" | "faults" | "narrowed">,
  proofs: readonly FaultProof[],
): readonly Gap[] {
  const known = new Set(plan.faults.map(({ name }) => name));
  const unknown = plan.narrowed.faults
    ? []
    : plan.rules.flatMap(({ id, faults }) =>
        faults
          .filter((name) => !known.has(name))
          .map((name): Gap => {
            const text = `claims the fault ${name}, which the reference server does not have`;
            return { kind: "claim-unknown", subject: id, text };
          }),
      );
  return [...unknown, ...proofs.flatMap((proof) => gapsOf(proof, plan))];
}

function gapsOf(
  { name, claims, others }: FaultProof,
  { narrowed }: Pick<ProofPlan, "narrowed">,
): readonly Gap[] {
  const missed = claims.filter(({ seeds, found }) => found < seeds);
  if (claims.some(({ found }) => found > 0)) {
    return missed.map(({ rule, seeds, found }) => ({
      kind: "claim-missed",
      subject: name,
      text: `${rule} claims it, and found it with ${found} of ${seeds} seeds`,
    }));
  }
  // Among all faults, those that some rules do not claim are no matter of these rules.
  if (claims.length === 0 && narrowed.rules && !narrowed.faults) return [];
  const who = claims.map(({ rule }) => rule).join(", ");
  const claimed = who === "" ? "no rule claims it" : `not found by ${who}, which claims it`;
  if (others.length > 0) {
    const text = `${claimed}; found by ${others.join(", ")}: name it under its \`faults\``;
    return [{ kind: "fault-found-by-others", subject: name, text }];
  }
  const text = `${claimed}, and no other rule finds it: a rule of its statements has to`;
  return [{ kind: "fault-unfound", subject: name, text }];
}
