import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../model/errors.ts";
import type { Report, RuleReport } from "../model/report.ts";
import type { Rule } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import { readReport } from "./read-report.ts";

const REPORT = "report.json";
/** Below the folder of a whole run: the report of a part that was judged after it. */
const FILTERED = "filtered";

/** By target: ids of rules. */
export type RulesOfTargets = ReadonlyMap<string, ReadonlySet<string>>;

/** What the runs before left in a folder, the oldest first. */
export type LastReports = readonly Report[];

/** The reports of a folder, and of the part of a run below it; one that cannot be read counts for nothing. */
export async function lastReports(folder: string): Promise<LastReports> {
  const read = await Promise.all(reportPaths(folder).map(readOrNothing));
  return read.flat().sort((a, b) => Date.parse(a.run.startedAt) - Date.parse(b.run.startedAt));
}

/** Where the reports of a folder are, that of a whole run first. */
export function reportPaths(folder: string): readonly string[] {
  const paths = [join(folder, REPORT), join(folder, FILTERED, REPORT)];
  return paths.filter((path) => existsSync(path));
}

async function readOrNothing(path: string): Promise<readonly Report[]> {
  try {
    return [await readReport(path)];
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

/** What to judge first: what failed or could not be judged when it was judged last, unless a run just ended. */
export function openFirst(reports: LastReports): RulesOfTargets {
  return rulesThat(
    reports,
    ({ verdict }, { run }) => verdict === "fail" || (verdict === "inconclusive" && run.complete),
  );
}

/**
 * By target: of some rules those that failed, without a known reason, or could not be judged when it was judged
 * last. A target of which no report tells has none.
 *
 * @throws UsageError (`report-unreadable`) where no report is of one of the targets
 */
export function onlyFailed(
  rules: readonly Rule[],
  targets: readonly Target[],
  { reports, out }: { readonly reports: LastReports; readonly out: string },
): RulesOfTargets {
  const names = targets.map(({ name }) => name);
  const isThere = reports.some((report) => report.targets.some(({ name }) => names.includes(name)));
  if (!isThere) {
    const message = `there is no report of ${names.join(", ")} in "${out}" to tell what failed`;
    const hint = "run it once without --failed, or name the folder of its report with --out";
    throw new UsageError("report-unreadable", [{ message, hint }]);
  }
  const open = rulesThat(
    reports,
    ({ verdict, known }) => (verdict === "fail" && !known) || verdict === "inconclusive",
  );
  const ids = rules.map(({ id }) => id);
  return new Map(names.map((name) => [name, new Set(ids.filter((id) => open.get(name)?.has(id)))]));
}

/**
 * What is left of rules and targets where each target has its own that are open.
 *
 * @param open by target; undefined: everything is judged of each
 */
export function whatIsOpen(
  rules: readonly Rule[],
  targets: readonly Target[],
  open: RulesOfTargets | undefined,
): {
  /** Those of which something is open. */
  readonly targets: readonly Target[];
  /** Those that are open for any of them. */
  readonly wanted: readonly Rule[];
  /** Absent where all of these are judged of each of those. */
  readonly only?: RulesOfTargets;
} {
  if (!open) return { targets, wanted: rules };
  const sets = [...open.values()];
  const wanted = rules.filter(({ id }) => sets.some((own) => own.has(id)));
  const left = targets.filter(({ name }) => (open.get(name)?.size ?? 0) > 0);
  return { targets: left, wanted, ...(left.length > 1 ? { only: open } : {}) };
}

function rulesThat(
  reports: LastReports,
  holds: (rule: RuleReport, report: Report) => boolean,
): RulesOfTargets {
  const open = new Map<string, Set<string>>();
  for (const report of reports) {
    for (const { name, rules } of report.targets) {
      const own = open.get(name) ?? new Set();
      open.set(name, own);
      for (const rule of rules) {
        if (holds(rule, report)) own.add(rule.id);
        else own.delete(rule.id);
      }
    }
  }
  return open;
}

/**
 * Where a report goes: where a whole run has left its report, that of a part goes below it.
 *
 * @param isPart whether filters leave out rules or bindings
 */
export function folderFor(out: string, reports: LastReports, isPart: boolean): string {
  return isPart && reports.some(isWhole) ? join(out, FILTERED) : out;
}

function isWhole({ run, specs, targets }: Report): boolean {
  return (
    run.shard === null &&
    targets.length > 0 &&
    targets.every(({ rules }) => rules.length === specs.rules)
  );
}
