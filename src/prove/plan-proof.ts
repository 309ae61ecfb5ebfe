import { UsageError } from "../model/errors.ts";
import type { Rule } from "../model/rule.ts";
import { didYouMean } from "../schema/did-you-mean.ts";
import type { Bench } from "./bench.ts";
import type { ProofPlan } from "./proof-plan.ts";
import { REFERENCE_BENCH } from "./reference-bench.ts";

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
    ...unknown("fault", fault, bench.faults),
    ...unknown("dialect", dialect, bench.dialects),
    ...unknown("null server", nullServer, bench.nullServers),
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

function unknown(
  what: string,
  names: readonly string[] | undefined,
  all: readonly { readonly name: string }[],
): readonly { readonly message: string; readonly hint: string }[] {
  const known = all.map(({ name }) => name);
  return (names ?? [])
    .filter((name) => !known.includes(name))
    .map((name) => {
      const guess = didYouMean(name, known);
      const hint = guess ? `did you mean "${guess}"?` : `there are: ${known.join(", ")}`;
      return { message: `no ${what} "${name}"`, hint };
    });
}
