import pc from "picocolors";
import type { Report, TargetReport } from "../../src/model/report.ts";
import { replayLine } from "../command-lines.ts";
import { isOfTraffic } from "../is-of-traffic.ts";
import { OUTCOME_MARK, outcomeLine, outcomeWords } from "../outcome-line.ts";
import type { FailOn } from "../render-options.ts";
import { staleAlone } from "../stale-alone.ts";
import { count } from "../text/count.ts";
import { formatDuration } from "../text/format-duration.ts";
import { labelled } from "../text/labelled.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/wrap.ts";
import { weighedCauses } from "../weighed-causes.ts";
import { type Paper, paintOutcome } from "./summary-paper.ts";
import { summaryTarget } from "./summary-target.ts";

export interface SummaryOptions {
  readonly color: boolean;
  /** Columns of the terminal; default 80. */
  readonly width?: number;
  /** Where report.json is, as the user would type it. */
  readonly reportPath?: string;
  /** Every failure and every reason, instead of the first ones. */
  readonly verbose?: boolean;
  readonly failOn?: FailOn;
}

const NO_TARGET = "? no target was judged";
const DEFAULT_WIDTH = 80;
const NARROWEST = 40;
const LABEL_WIDTH = 10;
/** A longer reason is in the report. */
const MAX_REASON = 1_000;
/** A summary longer than a screen says the outcome once more where the eye ends up. */
const SCREEN_LINES = 24;

/**
 * The end of a run for a person at a terminal: for each target the outcome in one line, counts by
 * level, violations with their smallest case, warnings, what could not be judged and why, what is left
 * to clean up; then where the report is and how to look closer. Ends with a line feed. Strings from
 * servers are shown with everything invisible escaped; curl lines, ids and paths are never wrapped, so
 * that they can be copied.
 */
export function summary(report: Report, options: SummaryOptions): string {
  const { color, width = DEFAULT_WIDTH, reportPath, verbose = false, failOn = "must" } = options;
  const paper: Paper = {
    paint: pc.createColors(color),
    width: Math.max(width, NARROWEST),
    verbose,
    failOn,
    ...(reportPath === undefined ? {} : { reportPath }),
  };
  const body = report.targets.flatMap((target) => [
    ...outcome(report, target, paper),
    ...summaryTarget(target, paper),
    "",
  ]);
  const again =
    body.length > SCREEN_LINES
      ? report.targets.flatMap((target) => outcome(report, target, paper))
      : [];
  const none = report.targets.length === 0 ? [paper.paint.yellow(NO_TARGET)] : [];
  return ["", ...body, ...none, ...again, ...closing(report, paper), ""].join("\n");
}

/** The outcome of each target in its line and nothing else: for `--quiet`. Ends with a line feed. */
export function outcomeSummary(report: Report, options: SummaryOptions): string {
  const { color, width = DEFAULT_WIDTH, failOn = "must" } = options;
  const paint = pc.createColors(color);
  const paper: Paper = { paint, width: Math.max(width, NARROWEST), verbose: false, failOn };
  const lines = report.targets.flatMap((target) => outcome(report, target, paper));
  const shown = lines.length > 0 ? lines : [paint.yellow(NO_TARGET)];
  return `${shown.join("\n")}\n`;
}

function outcome(report: Report, target: TargetReport, paper: Paper): readonly string[] {
  const indent = "  ";
  const head = `${OUTCOME_MARK[target.outcome]} ${visible(target.name)} ${outcomeWords(target)}`;
  const reason = target.reason ? [visible(truncate(target.reason, MAX_REASON))] : [];
  const why = [...reason, outcomeLine(report, target, paper.failOn)].join(", ");
  const [first = "", ...rest] = wrap(`${head}: ${why}`, paper.width - indent.length);
  const bold = first.startsWith(head)
    ? `${paintOutcome(paper, target, head)}${first.slice(head.length)}`
    : first;
  return [bold, ...rest.map((line) => `${indent}${line}`)];
}

/** What the run reached, not only what it found; nothing when nothing was reached. */
function exercised(report: Report): readonly string[] {
  const { targets } = report;
  const keys = (of: (target: TargetReport) => object): number =>
    new Set(targets.flatMap((target) => Object.keys(of(target)))).size;
  const answers = new Set(
    targets.flatMap((target) =>
      Object.entries(target.coverage?.answers ?? {}).flatMap(([operation, kinds]) =>
        Object.keys(kinds).map((kind) => `${operation} ${kind}`),
      ),
    ),
  ).size;
  if (answers === 0) return [];
  const statements = new Set(
    targets.flatMap((target) =>
      Object.entries(target.statements)
        .filter(([, { verdict }]) => ["pass", "fail", "observed"].includes(verdict))
        .map(([id]) => id),
    ),
  ).size;
  const parts = [
    // Of the services that the targets have.
    `${statements} of ${count(
      keys((target) => target.statements),
      "statement",
    )}`,
    count(answers, "kind of answer", "kinds of answers"),
    count(
      keys((target) => target.coverage?.transitions ?? {}),
      "transition",
    ),
    count(
      keys((target) => target.coverage?.boundaries ?? {}),
      "boundary",
      "boundaries",
    ),
  ];
  return [parts.join(", ")];
}

function seed(report: Report): string {
  return isOfTraffic(report) ? "" : `, seed ${report.run.seed}`;
}

/** Said wherever numbers are: they are those of a part. */
function shard({ run }: Report): string {
  return run.shard === null ? "" : `, shard ${visible(run.shard)}`;
}

function megabytes(bytes: number): string {
  const ten = 10_000_000;
  return `${(bytes / 1_000_000).toFixed(bytes < ten ? 1 : 0)} MB`;
}

function closing(report: Report, paper: Paper): readonly string[] {
  const { paint, reportPath, failOn } = paper;
  const total = (of: (target: TargetReport) => number) =>
    report.targets.reduce((sum, target) => sum + of(target), 0);
  const cases = count(
    total((target) => target.cases),
    "case",
  );
  const requests = count(
    total((target) => target.requests),
    "request",
  );
  const bytes = total(({ bytesSent = 0 }) => bytesSent);
  const sent = bytes > 0 ? ` with ${megabytes(bytes)}` : "";
  const took = formatDuration(report.run.durationMs);
  // What is shown first is what there is more to say of.
  const [shown] = report.targets.flatMap(({ name, rules }) =>
    weighedCauses(rules, failOn)
      .slice(0, 1)
      .map((cause) => ({ name, cause })),
  );
  const failed = shown?.cause.rules[0];
  const [failure] = failed?.failures ?? [];
  const failedOn = report.targets.length > 1 ? (shown?.name ?? null) : null;
  const stale = staleAlone(report, failOn);
  const closer = [
    ...(failed ? [`assay explain ${visible(failed.id)}`] : []),
    ...(failure && reportPath
      ? [visible(replayLine(failure, { reportPath, target: failedOn }))]
      : []),
  ];
  return [
    ...labelled(
      "judged",
      wrap(
        `${cases}, ${requests}${sent} in ${took}${seed(report)}${shard(report)}`,
        paper.width - LABEL_WIDTH,
      ),
      LABEL_WIDTH,
    ),
    ...labelled(
      "exercised",
      exercised(report).flatMap((text) => wrap(text, paper.width - LABEL_WIDTH)),
      LABEL_WIDTH,
    ),
    ...labelled("report", reportPath ? [visible(reportPath)] : [], LABEL_WIDTH),
    ...labelled(
      "left over",
      report.run.journal ? [`assay clean ${visible(report.run.journal)}`] : [],
      LABEL_WIDTH,
    ),
    ...labelled("details", closer, LABEL_WIDTH),
    ...labelled(
      "exit 1",
      stale === null ? [] : wrap(visible(stale), paper.width - LABEL_WIDTH),
      LABEL_WIDTH,
    ),
  ].map((line) => `${paint.dim(line.slice(0, LABEL_WIDTH))}${line.slice(LABEL_WIDTH)}`);
}
