import type { Failure } from "../../model/failure.ts";
import type { Report, RuleReport, TargetReport, UnitShare } from "../../model/report.ts";
import { countJudged } from "./count-judged.ts";

type Failure1 = Omit<Failure, "statements" | "signature" | "known">;
type RuleReport1 = Omit<RuleReport, "failures" | "units"> & {
  readonly failures: readonly Failure1[];
  readonly units?: Readonly<Record<string, Omit<UnitShare, "exercised">>>;
};
type TargetReport1 = Omit<TargetReport, "judged" | "rules"> & {
  readonly rules: readonly RuleReport1[];
};

/** `report.json`, format version 1, as assay 0.1 wrote it. */
export interface Report1 extends Omit<Report, "formatVersion" | "targets"> {
  readonly formatVersion: 1;
  readonly targets: readonly TargetReport1[];
}

/**
 * A report of format version 1 as version 2 has it. What it does not know is left open: a failure has no
 * signature and is about all statements of its rule, and only the selected MUST rules are counted. Its
 * digest was of another content, and is left out.
 */
export function fromVersion1({ digest: _, ...report }: Report1): Report {
  const targets = report.targets.map((target) => targetOf(target, report.specs.rules));
  return { ...report, formatVersion: 2, targets };
}

function targetOf(target: TargetReport1, all: number): TargetReport {
  const rules = target.rules.map(ruleOf);
  const judged = countJudged(rules, { unselected: 0, elsewhere: 0 });
  return { ...target, judged: { ...judged, ...(rules.length < all ? { more: true } : {}) }, rules };
}

function ruleOf({ units, ...rule }: RuleReport1): RuleReport {
  const { statements, known } = rule;
  const isKnown = (binding: string): boolean =>
    known !== null && (known.bindings === undefined || known.bindings.includes(binding));
  const shares = Object.entries(units ?? {}).map(([binding, share]) => [
    binding,
    { ...share, exercised: statements },
  ]);
  return {
    ...rule,
    failures: rule.failures.map((failure) => ({
      ...failure,
      statements,
      signature: "",
      ...(isKnown(failure.binding) ? { known: true } : {}),
    })),
    ...(units ? { units: Object.fromEntries(shares) } : {}),
  };
}
