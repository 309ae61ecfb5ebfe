import type { BytesInForms } from "../model/bytes-in-forms.ts";
import type { Rule } from "../model/rule.ts";
import type { ProofJob } from "./proof-job.ts";
import type { ProofPlan } from "./proof-plan.ts";

const BASE64: BytesInForms = "base64-form";

/**
 * The jobs of a proof, seed by seed, so that what is wrong shows early; within a seed the longest
 * first, so that all workers end at about the same time.
 */
export function planJobs(plan: ProofPlan): readonly ProofJob[] {
  const { rules, faults, dialects, nullServers, seeds, claimsOnly } = plan;
  // A MAY rule observes: it has no verdict that a null server could change.
  const ids = rules.filter(({ level }) => level !== "MAY").map(({ id }) => id);
  const [first] = seeds;
  return [
    ...nullServers.map(({ name }): ProofJob => ({ kind: "null-server", server: name, rules: ids })),
    ...seeds.flatMap((seed) => [
      ...dialects.flatMap(({ name, http, edition, services }) => {
        const concerned = rules.filter((rule) => concerns(services, rule));
        if (concerned.length === 0) return [];
        return judgedBy(edition, concerned).map(
          (by): ProofJob => ({
            kind: "dialect",
            dialect: name,
            edition: by,
            seed,
            // Where a dialect takes chunks in both ways, every other seed sends them in the other.
            chunks: http.multipart && seed % 2 === 0 ? "multipart" : BASE64,
            rules: concerned.filter((rule) => isIn(by, rule)).map(({ id }) => id),
          }),
        );
      }),
      ...faults.flatMap(({ name, services, chunks = BASE64, dialect = plan.defaultDialect }) => {
        const edition = plan.editionOf(dialect) ?? null;
        const binding = rules.filter((rule) => concerns(services, rule) && isIn(edition, rule));
        // An observation that claims a fault sees it.
        const claims = binding.filter((rule) => rule.faults.includes(name)).map(({ id }) => id);
        // Rules about hostile input send very much: on faults that they do not claim it would show little.
        const tried = binding.filter(
          (rule) => rule.level !== "MAY" && !rule.tags.includes("hostile"),
        );
        const others =
          seed === first ? tried.map(({ id }) => id).filter((id) => !claims.includes(id)) : [];
        if (claims.length + others.length === 0) return [];
        // The smallest case differs little from seed to seed; looking for it takes most of the time.
        const shrink = seed === first || claimsOnly;
        const how = { chunks, claims, others, shrink, othersLast: claimsOnly };
        return [{ kind: "fault" as const, fault: name, dialect, seed, ...how }];
      }),
    ]),
  ];
}

function concerns(services: readonly string[] | undefined, { service }: Rule): boolean {
  return services?.includes(service) ?? true;
}

/**
 * By what a dialect is judged: by what binds every server (null), and where it follows an edition to the
 * letter, by that. Only by that, where the edition contradicts what binds every server.
 */
function judgedBy(edition: string | undefined, rules: readonly Rule[]): readonly (string | null)[] {
  if (edition === undefined) return [null];
  return rules.some(({ notIn }) => notIn?.includes(edition)) ? [edition] : [null, edition];
}

/** Whether a server that follows an edition can be held to a rule; null: one that follows none, to any. */
function isIn(edition: string | null, { editions, notIn }: Rule): boolean {
  if (edition === null) return true;
  return (editions?.includes(edition) ?? true) && !notIn?.includes(edition);
}
