import { visible } from "../../reporters/text/visible.ts";
import { loadDeviations } from "../config/deviations/load-deviations.ts";
import type { DeviationsFile } from "../config/deviations/read-deviations.ts";
import { writeDeviations } from "../config/deviations/write-deviations.ts";
import { excuses } from "../judge/known/excuses.ts";
import {
  type DeviationsUpdate,
  planDeviationsUpdate,
} from "../judge/known/plan-deviations-update.ts";
import { withDeviations } from "../judge/known/with-deviations.ts";
import { dayOf } from "../model/day-of.ts";
import type { Deviation } from "../model/deviation.ts";
import { UsageError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import type { Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import type { UnitVerdict } from "../model/unit.ts";
import { bindingSets } from "../rules/select/plan-units.ts";

export interface DeviationOptions {
  readonly deviations?: string;
  readonly updateDeviations?: boolean;
}

/** The deviations files of a run. */
export interface KnownDeviations {
  /** Whether the failure is one that an entry excuses. */
  excuses(verdict: UnitVerdict): boolean;
  /** The report with what is known marked. */
  mark(report: Report): Report;
  /**
   * Brings the files up to what the report saw: the report as it is marked by them then, and what was
   * changed, in lines for people.
   */
  update(report: Report): { readonly report: Report; readonly said: string };
}

/**
 * Reads the deviations files of the targets, or the one of `--deviations` for all of them.
 *
 * @throws UsageError for a file that cannot be used, or none where one is to be updated
 */
export function knownDeviations(
  targets: readonly Target[],
  specs: Specs,
  options: DeviationOptions,
): KnownDeviations {
  const { deviations: file, updateDeviations = false } = options;
  const cwd = process.cwd();
  const mayBeMissing = updateDeviations;
  const read = { cwd, mayBeMissing, ...(file === undefined ? {} : { file }) };
  const files = loadDeviations(targets, specs.rules, read);
  if (updateDeviations) needFiles(targets, files);
  const markBy = (by: typeof files, report: Report): Report =>
    withDeviations(report, (target) => by.get(target)?.entries);
  const today = dayOf(new Date().toISOString());
  return {
    excuses: (verdict) => excuses(files.get(verdict.target)?.entries ?? [], verdict, today),
    mark: (report) => markBy(files, report),
    update(report) {
      const said: string[] = [];
      const { targets: judged } = markBy(files, report);
      for (const one of new Set(files.values())) {
        const sharing = judged.filter(({ name }) => files.get(name) === one);
        const day = dayOf(report.run.startedAt);
        const plan = planDeviationsUpdate(sharing, bindingsOf(specs), day);
        writeDeviations(one, plan);
        said.push(sayUpdate(one, plan));
      }
      const written = loadDeviations(targets, specs.rules, read);
      return { report: markBy(written, report), said: said.join("") };
    },
  };
}

function bindingsOf(specs: Specs): (id: string) => readonly string[] {
  const rules = new Map(specs.rules.map((rule) => [rule.id, rule]));
  return (id) => {
    const rule = rules.get(id);
    return rule ? bindingSets(rule, undefined).map((bindings) => bindings.join("+")) : [];
  };
}

function needFiles(targets: readonly Target[], files: ReadonlyMap<string, DeviationsFile>): void {
  const without = targets.filter(({ name }) => !files.has(name));
  if (without.length === 0) return;
  throw new UsageError(
    "deviations-needed",
    without.map(({ name }) => ({
      message: `the target "${name}" has no deviations file to update`,
      hint: 'name one with --deviations FILE, or as "deviations" in its entry',
    })),
  );
}

/** What became of a deviations file, a line for each entry that was touched or that needs a person. */
function sayUpdate({ shown, text }: DeviationsFile, update: DeviationsUpdate): string {
  const { add, remove, expired } = update;
  const what = [
    ...(add.length > 0 ? [`${add.length} added`] : []),
    ...(remove.length > 0 ? [`${remove.length} removed`] : []),
    ...(expired.length > 0 ? [`${expired.length} expired and left`] : []),
  ];
  const nothing = text === undefined ? "created, without entries" : "nothing to change";
  const lines = [
    `${visible(shown)}: ${what.join(", ") || nothing}`,
    ...add.map((entry) => `  + ${name(entry)}: ${visible(entry.reason)}`),
    ...remove.map((entry) => `  - ${name(entry)}: its rule holds`),
    ...expired.map((entry) => `  ! ${name(entry)}: expired on ${entry.expires}, and still fails`),
  ];
  return `${lines.join("\n")}\n`;
}

function name({ rule, binding }: Deviation): string {
  return binding === undefined ? rule : `${rule} on ${binding}`;
}
