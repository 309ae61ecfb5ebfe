import type { PublicFault } from "../../../reference/faults/public/public-fault.ts";
import { PUBLIC_FAULTS } from "../../../reference/faults/public.ts";
import { UsageError } from "../../model/errors.ts";
import type { Rule } from "../../model/rule.ts";
import type { ProofFacts } from "../build-proof.ts";
import { digest } from "../digest.ts";
import { median } from "../median.ts";
import type { PublicFinding, PublicJob, PublicResult } from "../proof-job.ts";
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
  /** With how many of the seeds a rule failed that binds. */
  readonly found: number;
  /** With how many of them a MUST rule did. */
  readonly foundByMust: number;
  /** The MUST rules that failed first, with any seed. */
  readonly rules: readonly string[];
  /** SHOULD rules that failed, with the seeds with which no MUST rule did in the whole run. */
  readonly warned: readonly string[];
  /** Until it was found with the first seed, which alone has the rules in their usual order. */
  readonly cases: number | null;
  readonly requests: number | null;
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
  /** Failures of rules on the server without a fault: there must be none. */
  readonly falseAlarms: readonly { readonly seed: number; readonly rule: string }[];
}

export interface PublicScore {
  readonly faults: number;
  /** Found with every seed. */
  readonly found: number;
  /** Of those: a MUST rule failed with every seed. */
  readonly byMust: number;
  /** Of those: with a seed at least, nothing but a SHOULD rule failed. */
  readonly byShould: number;
  /** Found with some seed, and not with every one. */
  readonly sometimes: number;
  /** Of the cases until a fault was found with the first seed. */
  readonly medianCases: number | null;
}

/** With it no rule goes before the others, so that the cases until a fault is found can be counted. */
const FIRST_SEED = 1;

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
      (fault): PublicJob => ({ kind: "public", fault, seed, rules: ids, first: [] }),
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
      found: faults.filter((fault) => foundBy(fault) !== null).length,
      byMust: faults.filter((fault) => foundBy(fault) === "MUST").length,
      byShould: faults.filter((fault) => foundBy(fault) === "SHOULD").length,
      sometimes: faults.filter((fault) => fault.found > 0 && foundBy(fault) === null).length,
      medianCases: median(faults.flatMap(({ cases }) => cases ?? [])),
    },
    faults,
    falseAlarms: results.flatMap(({ fault, seed, found, warned }) =>
      fault === null
        ? [...warned, ...(found ? [found] : [])].map(({ rule }) => ({ seed, rule }))
        : [],
    ),
  };
}

/** What level of rules finds a fault with every seed; null where some seed does not find it. */
export function foundBy({ seeds, found, foundByMust }: PublicFaultProof): "MUST" | "SHOULD" | null {
  if (seeds === 0 || found < seeds) return null;
  return foundByMust === seeds ? "MUST" : "SHOULD";
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
  const inOrder = results.toSorted((a, b) => a.seed - b.seed);
  const byMust = inOrder.flatMap(({ found }) => found ?? []);
  const byShould = inOrder.flatMap(({ found, warned }) => (found ? [] : [warned]));
  const first = inOrder.find(({ seed }) => seed === FIRST_SEED);
  const finding = first && firstFinding(first);
  const names = (findings: readonly PublicFinding[]): readonly string[] =>
    [...new Set(findings.map(({ rule }) => rule))].sort();
  return {
    ...fault,
    seeds: results.length,
    found: byMust.length + byShould.filter((warned) => warned.length > 0).length,
    foundByMust: byMust.length,
    rules: names(byMust),
    warned: names(byShould.flat()),
    cases: finding?.cases ?? null,
    requests: finding?.requests ?? null,
  };
}

/** What a run counts as found by: a MUST rule, or else the first that failed. */
function firstFinding({ found, warned: [warned] }: PublicResult): PublicFinding | undefined {
  return found ?? warned;
}
