import type { FaultProof, Gap, RuleProof } from "./proof.ts";
import type { ProofPlan } from "./proof-plan.ts";

/** By rule what it found, in the order of the ids. */
export function proveRules(
  { rules }: Pick<ProofPlan, "rules">,
  faults: readonly FaultProof[],
): readonly RuleProof[] {
  return rules.map(({ id, title, level, statements }) => ({
    id,
    title,
    level,
    statements,
    killers: faults
      .filter(({ claims }) => claims.some(({ rule, found }) => rule === id && found > 0))
      .map(({ name }) => name),
    alsoFinds: faults.filter(({ others }) => others.includes(id)).map(({ name }) => name),
  }));
}

/** Rules that no fault makes fail. A MAY rule observes, and never fails. */
export function ruleGaps(
  { narrowed }: Pick<ProofPlan, "narrowed">,
  rules: readonly RuleProof[],
): readonly Gap[] {
  // Of some faults only, no rule needs to find any.
  if (narrowed.faults) return [];
  return rules
    .filter(({ level, killers }) => level !== "MAY" && killers.length === 0)
    .map(({ id, alsoFinds }) => ({
      kind: "rule-without-killer",
      subject: id,
      text:
        alsoFinds.length > 0
          ? `claims no fault that it finds, but finds ${alsoFinds.join(", ")}: name one under its \`faults\``
          : "no fault makes it fail: add one to reference/faults and name it under the rule's `faults`",
    }));
}
