import type { PublicFault } from "../../../reference/faults/public/public-fault.ts";
import { PUBLIC_FAULTS } from "../../../reference/faults/public.ts";
import { UsageError } from "../../model/errors.ts";
import type { Rule } from "../../model/rule.ts";
import type { ProofFacts } from "../build-proof.ts";
import { digest } from "../digest.ts";
import { median } from "../median.ts";
import type { PublicJob, PublicResult } from "../proof-job.ts";
import { unknownNames } from "../unknown-names.ts";

/** What to find, with which rules and seeds. */
export interface PublicPlan {
  readonly rules: readonly Rule[];
  readonly faults: readonly PublicFault[];
  readonly seeds: readonly number[];
}

/** What came of one fault. */
export interface PublicFaultProof extends PublicFault {
  readonly seeds: number;
  /** With how many of the seeds a MUST rule failed. */
  readonly found: number;
  /** Those that failed first, with any seed. */
  readonly rules: readonly string[];
  readonly medianCases: number | null;
  readonly medianRequests: number | null;
  /** Of the seeds that did not find it: rules of other levels that failed. */
  readonly warned: readonly string[];
}

/** How much of the world's faults a run finds, as `public.json` holds it. */
export interface PublicProof {
  readonly format: "assay-public-proof";
  readonly formatVersion: 1;
  readonly tool: { readonly name: "assay"; readonly version: string };
  readonly run: Omit<ProofFacts["run"], "claimsOnly">;
  readonly digests: { readonly rules: string; readonly faults: string };
  readonly score: PublicScore;
  readonly faults: readonly PublicFaultProof[];
  /** Runs against the server without a fault in which a MUST rule failed: there must be none. */
  readonly falseAlarms: readonly { readonly seed: number; readonly rule: string }[];
}

export interface PublicScore {
  readonly faults: number;
  /** Found with every seed. */
  readonly found: number;
  /** Found with some seed, and not with every one. */
  readonly sometimes: number;
  readonly medianCases: number | null;
}

/** The part of the faults that has to be found with every seed, in percent. */
export const ENOUGH = 95;

/**
 * Every fault with every seed, or those that are named, and the server without one.
 *
 * @throws UsageError (`filter-unknown`)
 */
export function planPublic(
  rules: readonly Rule[],
  { fault, seeds }: { readonly fault?: readonly string[]; readonly seeds: number },
): PublicPlan {
  const problems = unknownNames("public fault", fault, PUBLIC_FAULTS);
  if (problems.length > 0) throw new UsageError("filter-unknown", problems);
  return {
    rules,
    faults: PUBLIC_FAULTS.filter(({ name }) => fault?.includes(name) ?? true),
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
  };
}

/** Seed by seed, so that a first score shows early. */
export function publicJobs({ rules, faults, seeds }: PublicPlan): readonly PublicJob[] {
  const ids = rules.map(({ id }) => id);
  return seeds.flatMap((seed) =>
    [null, ...faults.map(({ name }) => name)].map(
      (fault): PublicJob => ({ kind: "public", fault, seed, rules: ids }),
    ),
  );
}

/** What the runs came to. */
export function buildPublicProof(
  plan: PublicPlan,
  results: readonly PublicResult[],
  { version, run }: { readonly version: string; readonly run: PublicProof["run"] },
): PublicProof {
  const faults = plan.faults.map((fault) =>
    proveFault(
      fault,
      results.filter((result) => result.fault === fault.name),
    ),
  );
  return {
    format: "assay-public-proof",
    formatVersion: 1,
    tool: { name: "assay", version },
    run,
    digests: publicDigests(plan),
    score: {
      faults: faults.length,
      found: faults.filter(({ found, seeds }) => found > 0 && found === seeds).length,
      sometimes: faults.filter(({ found, seeds }) => found > 0 && found < seeds).length,
      medianCases: median(faults.flatMap(({ medianCases }) => medianCases ?? [])),
    },
    faults,
    falseAlarms: results.flatMap(({ fault, seed, found }) =>
      fault === null && found ? [{ seed, rule: found.rule }] : [],
    ),
  };
}

/** `sha256:…` of the rules that judge and of the faults. */
export function publicDigests({ rules, faults }: Pick<PublicPlan, "rules" | "faults">) {
  return { rules: digest(rules.map(({ at, ...rule }) => rule)), faults: digest(faults) };
}

/** Whether enough was found, and nothing where there is nothing. */
export function isEnough({ score, falseAlarms }: PublicProof): boolean {
  return falseAlarms.length === 0 && score.found * 100 >= score.faults * ENOUGH;
}

function proveFault(fault: PublicFault, results: readonly PublicResult[]): PublicFaultProof {
  const found = results.flatMap((result) => result.found ?? []);
  const missed = results.filter((result) => result.found === null);
  return {
    ...fault,
    seeds: results.length,
    found: found.length,
    rules: [...new Set(found.map(({ rule }) => rule))].sort(),
    medianCases: median(found.map(({ cases }) => cases)),
    medianRequests: median(found.map(({ requests }) => requests)),
    warned: [...new Set(missed.flatMap(({ warned }) => warned))].sort(),
  };
}
