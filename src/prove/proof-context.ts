import type { Rule, Specs } from "../model/rule.ts";
import type { Vocabulary } from "../run/case/vocabulary.ts";
import type { Bench } from "./bench.ts";
import type { Reach } from "./reach.ts";

/** What every job of a proof needs besides what it is about. */
export interface ProofContext {
  readonly specs: Specs;
  readonly vocabulary: Vocabulary;
  readonly bench: Bench;
  /** Generated cases for each property, at most. */
  readonly runs: number;
  /** What rules reached on other servers; grows with every job. */
  readonly reach: Reach;
  /** Once aborted, a job ends soon, and what it returns is not to be counted. */
  readonly signal: AbortSignal;
}

/** The rules of some ids, in their order. */
export function rulesOf(
  { specs }: Pick<ProofContext, "specs">,
  ids: readonly string[],
): readonly Rule[] {
  const byId = new Map(specs.rules.map((rule) => [rule.id, rule]));
  return ids.map((id) => {
    const rule = byId.get(id);
    if (!rule) throw new Error(`no rule ${id}`);
    return rule;
  });
}
