import { type Problem, UsageError } from "../../model/errors.ts";
import type { Report, TargetReport } from "../../model/report.ts";
import { didYouMean } from "../../schema/did-you-mean.ts";

/** The same target in an older and in a newer report, or two targets that are to be held side by side. */
export interface TargetPair {
  readonly old: TargetReport;
  readonly new: TargetReport;
}

/** The names under which two reports have what belongs together. */
export interface TargetNames {
  readonly old: string;
  readonly new: string;
}

/**
 * The targets of two reports by name, in the order of the newer one. Where each report has one target
 * only, these two belong together whatever their names are.
 *
 * @param wanted only these, and as they are paired here
 * @throws UsageError (`target-unknown`) for a wanted name that its report does not have
 */
export function alignTargets(
  older: Report,
  newer: Report,
  wanted: readonly TargetNames[] = [],
): readonly TargetPair[] {
  if (wanted.length > 0) return pairsOf(older, newer, wanted);
  const [oldOnly, ...moreOld] = older.targets;
  const [newOnly, ...moreNew] = newer.targets;
  if (oldOnly && newOnly && moreOld.length === 0 && moreNew.length === 0) {
    return [{ old: oldOnly, new: newOnly }];
  }
  return newer.targets.flatMap((target): TargetPair[] => {
    const before = targetOf(older, target.name);
    return before ? [{ old: before, new: target }] : [];
  });
}

function pairsOf(
  older: Report,
  newer: Report,
  wanted: readonly TargetNames[],
): readonly TargetPair[] {
  const problems = wanted.flatMap((names) => [
    ...unknown("older", older, names.old),
    ...unknown("newer", newer, names.new),
  ]);
  if (problems.length > 0) throw new UsageError("target-unknown", problems);
  return wanted.flatMap((names): TargetPair[] => {
    const [before, after] = [targetOf(older, names.old), targetOf(newer, names.new)];
    return before && after ? [{ old: before, new: after }] : [];
  });
}

function unknown(which: string, report: Report, name: string): readonly Problem[] {
  if (targetOf(report, name)) return [];
  const names = report.targets.map((target) => target.name);
  const guess = didYouMean(name, names);
  const hint = guess ? `did you mean "${guess}"?` : `it has: ${names.join(", ") || "none"}`;
  return [{ message: `the ${which} report has no target "${name}"`, hint }];
}

function targetOf({ targets }: Report, name: string): TargetReport | undefined {
  return targets.find((target) => target.name === name);
}
