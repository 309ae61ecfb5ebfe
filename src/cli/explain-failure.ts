import { replayLine } from "../../reporters/command-lines.ts";
import { failingStep } from "../../reporters/text/failing-step.ts";
import { formatFailure } from "../../reporters/text/format-failure.ts";
import { visible } from "../../reporters/text/visible.ts";
import { UsageError } from "../model/errors.ts";
import type { Failure } from "../model/failure.ts";
import type { RuleReport } from "../model/report.ts";
import { reportPaths } from "./last-reports.ts";
import { readReport } from "./read-report.ts";
import { usualFolder } from "./run-defaults.ts";

/** A failure and where it was found. */
export interface FoundFailure {
  readonly path: string;
  readonly target: string;
  readonly rule: RuleReport;
  readonly failure: Failure;
}

/** Of an id so much is enough. */
const LEAST_DIGITS = 4;

/**
 * The failure of that id, or whose id alone begins so, in a report, or else in the last ones of the usual folder,
 * that of a part first; and the ids of all failures there.
 *
 * @throws UsageError for a named report that cannot be read
 */
export async function failureOfReports(
  id: string,
  report: string | undefined,
): Promise<{ readonly found: FoundFailure | undefined; readonly ids: readonly string[] }> {
  const paths = report === undefined ? [...reportPaths(usualFolder())].reverse() : [report];
  const each = paths.map((path) => (report === undefined ? orNone(path) : failuresOf(path)));
  const all = (await Promise.all(each)).flat();
  const ids = [...new Set(all.map(({ failure }) => failure.id))];
  const beginning = ids.filter((one) => id.length >= LEAST_DIGITS && one.startsWith(id));
  const meant = ids.includes(id) ? id : beginning.length === 1 ? beginning[0] : undefined;
  return { found: all.find(({ failure }) => failure.id === meant), ids };
}

/** What nobody asked for by its name and cannot be read has no failures. */
async function orNone(path: string): Promise<readonly FoundFailure[]> {
  try {
    return await failuresOf(path);
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

async function failuresOf(path: string): Promise<readonly FoundFailure[]> {
  const { targets } = await readReport(path);
  return targets.flatMap(({ name, rules }) =>
    rules.flatMap((rule) =>
      rule.failures.map((failure) => ({ path, target: name, rule, failure })),
    ),
  );
}

/** All that a report has of a failure, and how to send it again. Ends with a line feed. */
export function explainFailure({ path, target, rule, failure }: FoundFailure): string {
  const { level, title, id, operation } = rule;
  const head = [
    `${failure.id} of ${target}, in ${path}`,
    `${level} ${failure.statements.join(" ")}: ${title}`,
    `${id} on ${failure.binding}: ${operation}`,
    `step ${failingStep(failure)}`,
  ].map(visible);
  const again = visible(`again: ${replayLine(failure, { reportPath: path, target })}`);
  return `${head.join("\n")}\n\n${formatFailure(failure)}\n\n${again}\n`;
}
