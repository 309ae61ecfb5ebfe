import type { Gap, NullServerProof } from "./proof.ts";
import type { NullServerResult } from "./proof-job.ts";
import type { ProofPlan } from "./proof-plan.ts";

/** How the servers that know nothing fared. */
export function proveNullServers(
  { nullServers, rules }: Pick<ProofPlan, "nullServers" | "rules">,
  results: readonly NullServerResult[],
): readonly NullServerProof[] {
  const levels = new Map(rules.map(({ id, level }) => [id, level]));
  return nullServers.map(({ name, title }) => {
    const units = results.flatMap((result) => (result.server === name ? result.units : []));
    const must = units.filter(({ rule }) => levels.get(rule) === "MUST");
    const count = (kind: string) => must.filter(({ verdict }) => verdict === kind).length;
    return {
      name,
      title,
      must: {
        fail: count("fail"),
        inconclusive: count("inconclusive"),
        "not-applicable": count("not-applicable"),
        pass: count("pass"),
      },
      passes: units
        .filter(({ verdict }) => verdict === "pass")
        .map(({ rule, binding, entrance }) => {
          const level = levels.get(rule) ?? "MUST";
          return { rule, level, binding, entrance };
        }),
    };
  });
}

/** MUST rules that are satisfied by a server that knows nothing. */
export function nullServerGaps(proofs: readonly NullServerProof[]): readonly Gap[] {
  return proofs.flatMap(({ name, passes }) =>
    passes
      .filter(({ level }) => level === "MUST")
      .map(({ rule, binding, entrance }): Gap => {
        const text = `passes ${rule} over ${binding} (${entrance}): give the rule a control that this server cannot satisfy`;
        return { kind: "null-pass", subject: name, text };
      }),
  );
}
