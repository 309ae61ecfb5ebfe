import { UsageError } from "../model/errors.ts";
import type { Rule } from "../model/rule.ts";
import type { Bench } from "./bench.ts";
import type { ProofPlan } from "./proof-plan.ts";
import { REFERENCE_BENCH } from "./reference-bench.ts";
import { unknownNames } from "./unknown-names.ts";

export interface ProofSelection {
  readonly fault?: readonly string[];
  readonly dialect?: readonly string[];
  readonly nullServer?: readonly string[];
  readonly seeds: number;
  readonly runs: number;
  readonly claimsOnly: boolean;
  readonly narrowedRules: boolean;
}

/**
 * What to prove of some rules. Naming a fault, a dialect or a null server leaves out all others of
 * the three kinds; naming none takes everything.
 *
 * @param bench where the servers come from
 *
 * @throws UsageError (`filter-unknown`) for a name that does not exist
 */
export function planProof(
  rules: readonly Rule[],
  selection: ProofSelection,
  bench: Bench = REFERENCE_BENCH,
): ProofPlan {
  const { fault, dialect, nullServer, seeds, runs, claimsOnly, narrowedRules } = selection;
  const some = [fault, dialect, nullServer].some((names) => names !== undefined);
  const chosen = <T extends { readonly name: string }>(
    all: readonly T[],
    names: readonly string[] | undefined,
  ): readonly T[] => all.filter(({ name }) => (names === undefined ? !some : names.includes(name)));
  const problems = [
    ...unknownNames("fault", fault, bench.faults),
    ...unknownNames("dialect", dialect, bench.dialects),
    ...unknownNames("null server", nullServer, bench.nullServers),
  ];
  if (problems.length > 0) throw new UsageError("filter-unknown", problems);
  return {
    rules: bench.rulesOf(rules),
    defaultDialect: bench.defaultDialect,
    editionOf: (name) => bench.dialects.find((one) => one.name === name)?.edition,
    faults: chosen(bench.faults, fault),
    dialects: chosen(bench.dialects, dialect),
    nullServers: chosen(bench.nullServers, nullServer),
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
    runs,
    claimsOnly,
    narrowed: { rules: narrowedRules, faults: some },
  };
}
