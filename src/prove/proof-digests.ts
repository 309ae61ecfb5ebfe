import { createHash } from "node:crypto";
import { canonicalJson } from "../judge/report/canonical-json.ts";
import type { ProofDigests } from "./proof.ts";
import type { ProofPlan } from "./proof-plan.ts";

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

function digest(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}
