import type { Rule } from "../model/rule.ts";
import type { UnitVerdict } from "../model/unit.ts";
import { NOT_REACHED } from "../model/verdict.ts";

/** Which rules failed, or could not be judged, when they were judged last. */
export interface VerdictMemory {
  remember(verdicts: readonly UnitVerdict[]): void;
  /** Of some rules those that did so on any target. */
  openOf(rules: readonly Rule[]): readonly Rule[];
}

/** @param before by target: the rules that did so before, as earlier reports have it */
export function verdictMemory(before: ReadonlyMap<string, ReadonlySet<string>>): VerdictMemory {
  /** By rule: the targets and bindings over which it is open; an earlier report does not tell the bindings. */
  const open = new Map<string, Set<string>>();
  const of = (rule: string): Set<string> => {
    const own = open.get(rule) ?? new Set();
    open.set(rule, own);
    return own;
  };
  for (const [target, rules] of before) for (const rule of rules) of(rule).add(target);
  return {
    remember: (verdicts) => {
      for (const { target, rule, binding, verdict, reason } of verdicts) {
        if (reason === NOT_REACHED) continue;
        const own = of(rule);
        own.delete(target);
        const key = `${target} ${binding}`;
        if (verdict === "fail" || verdict === "inconclusive") own.add(key);
        else own.delete(key);
      }
    },
    openOf: (rules) => rules.filter(({ id }) => (open.get(id)?.size ?? 0) > 0),
  };
}
