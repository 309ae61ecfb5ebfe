import type { ChunkEncoding, ProofJob } from "./proof-job.ts";
import type { ProofPlan } from "./proof-plan.ts";

const BASE64: ChunkEncoding = "base64-form";

/**
 * The jobs of a proof, seed by seed, so that what is wrong shows early; within a seed the longest
 * first, so that all workers end at about the same time.
 */
export function planJobs(plan: ProofPlan): readonly ProofJob[] {
  const { rules, faults, dialects, nullServers, seeds, claimsOnly } = plan;
  // A MAY rule observes: it has no verdict that a fault or a null server could change.
  const judging = rules.filter(({ level }) => level !== "MAY");
  const ids = judging.map(({ id }) => id);
  // Rules about hostile input send very much: on faults that they do not claim it would show little.
  const tried = judging.filter(({ tags }) => !tags.includes("hostile")).map(({ id }) => id);
  const [first] = seeds;
  return [
    ...nullServers.map(({ name }): ProofJob => ({ kind: "null-server", server: name, rules: ids })),
    ...seeds.flatMap((seed) => [
      ...dialects.map(
        ({ name, http }): ProofJob => ({
          kind: "dialect",
          dialect: name,
          seed,
          // Where a dialect takes chunks in both ways, every other seed sends them in the other.
          chunks: http.multipart && seed % 2 === 0 ? "multipart" : BASE64,
          rules: rules.map(({ id }) => id),
        }),
      ),
      ...faults.flatMap(({ name, chunks = BASE64 }): readonly ProofJob[] => {
        const claims = judging.filter((rule) => rule.faults.includes(name)).map(({ id }) => id);
        const others = seed === first ? tried.filter((id) => !claims.includes(id)) : [];
        if (claims.length + others.length === 0) return [];
        // The smallest case differs little from seed to seed; looking for it takes most of the time.
        const shrink = seed === first || claimsOnly;
        const how = { chunks, claims, others, shrink, othersLast: claimsOnly };
        return [{ kind: "fault", fault: name, seed, ...how }];
      }),
    ]),
  ];
}
