import { type ReferenceOptions, startReferenceServer } from "../../reference/server.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { Target } from "../../src/model/target.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";
import { bindingSets } from "../../src/rules/select/plan-units.ts";
import { judgeUnit } from "../../src/run/case/judge-unit.ts";
import { openBuiltIn, targetOf } from "./open-reference.ts";

export { BUILT_IN as SPECS } from "../specs/built-in-specs.ts";

/** A rule that only observes, as one that judges: what it says has to hold. */
export function asBinding(rule: Rule): Rule {
  return rule.level === "MAY" ? { ...rule, level: "SHOULD" } : rule;
}

export interface Judged {
  readonly verdicts: readonly UnitVerdict[];
  readonly leftovers: readonly string[];
}

/** Judges rules against a reference server of its own, one after the other. */
export async function judgeWith(
  rules: readonly Rule[],
  server: ReferenceOptions,
  options: {
    readonly seed?: number;
    readonly runs?: number;
    readonly shrink?: boolean;
    /** With a long case of each rule that has them. */
    readonly long?: boolean;
    readonly ahead?: number;
    readonly maxFailures?: number;
    readonly change?: (target: Target) => Target;
  } = {},
): Promise<Judged> {
  const {
    seed = 1,
    runs = 100,
    shrink = true,
    long = false,
    ahead = 1,
    maxFailures,
    change = (target) => target,
  } = options;
  const more = maxFailures === undefined ? {} : { maxFailures };
  const running = await startReferenceServer(server);
  try {
    const open = await openBuiltIn(change(targetOf(running)), { seed });
    try {
      const verdicts: UnitVerdict[] = [];
      for (const rule of rules) {
        for (const bindings of bindingSets(rule, undefined)) {
          verdicts.push(
            await judgeUnit({
              open,
              rule,
              bindings,
              runs,
              shrink,
              long,
              ahead,
              vocabulary: VOCABULARY,
              ...more,
            }),
          );
        }
      }
      return { verdicts, leftovers: open.leftovers.words() };
    } finally {
      await open.close();
    }
  } finally {
    await running.close();
  }
}
