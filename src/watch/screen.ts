import pc from "picocolors";
import { groupByReason } from "../../reporters/group-by-reason.ts";
import { OUTCOME_MARK, outcomeLine, outcomeWords } from "../../reporters/outcome-line.ts";
import { type RootCause, reach } from "../../reporters/root-causes.ts";
import { severityOf } from "../../reporters/severity.ts";
import { formatProgress } from "../../reporters/summary/progress.ts";
import { summaryFailure } from "../../reporters/summary/summary-failure.ts";
import { type Paper, paintOutcome } from "../../reporters/summary/summary-paper.ts";
import { count } from "../../reporters/text/count.ts";
import { cutToWidth } from "../../reporters/text/cut-to-width.ts";
import { formatDuration } from "../../reporters/text/format-duration.ts";
import { truncate } from "../../reporters/text/truncate.ts";
import { visible } from "../../reporters/text/visible.ts";
import { wrap } from "../../reporters/text/wrap.ts";
import { weighedCauses } from "../../reporters/weighed-causes.ts";
import type { Report, TargetReport } from "../model/report.ts";
import { KEYS } from "./key.ts";
import type { View } from "./view.ts";
import type { WatchState } from "./watch-state.ts";

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
  readonly color: boolean;
}

const MAX_TEXT = 600;
/** Files that are named; of more there are as many as there are. */
const SHOWN_FILES = 3;
const NARROWEST = 40;

/**
 * The screen of a watch, as many lines as the window has at most: what is watched, how far it is, what is wrong
 * with the widest cause first, and the keys. A line may be longer than the window is wide where it is to be
 * copied, such as a curl line; terminals cut it.
 */
export function screenLines(view: View, { columns, rows, color }: ScreenSize): readonly string[] {
  const paint = pc.createColors(color);
  const paper: Paper = {
    ...{ paint, verbose: false, failOn: "must" },
    width: Math.max(columns - 1, NARROWEST),
  };
  const head = [title(view, paper), status(view, paper), ""];
  const foot = ["", lastLine(view.state, paper)];
  const body = bodyOf(view, paper);
  const room = Math.max(rows - head.length - foot.length, 1);
  const more = body.length - room + 1;
  const shown =
    body.length <= room
      ? body
      : [
          ...body.slice(0, room - 1),
          paint.dim(`  … ${count(more, "more line")}: a higher window, or assay run, shows them`),
        ];
  // Of a very low window the end is left: the keys.
  return [...head, ...shown, ...foot].slice(-rows);
}

function title({ targets, state, seed, rules }: View, { paint, width }: Paper): string {
  const bold = `assay watch  ${visible(targets.join(", "))}`;
  const about = [
    ...chosen(state),
    ...(rules === undefined ? [] : [count(rules, "rule")]),
    `seed ${seed}`,
  ];
  const shown = cutToWidth(`${bold}  ${about.join(", ")}`, width);
  return shown.startsWith(bold)
    ? `${paint.bold(bold)}${paint.dim(shown.slice(bold.length))}`
    : shown;
}

function chosen(state: WatchState): readonly string[] {
  if (!("round" in state)) return [];
  const { rule, operation } = state.choice;
  return [
    ...(rule === undefined ? [] : [visible(`rule ${rule}`)]),
    ...(operation === undefined ? [] : [visible(`operation ${operation}`)]),
    ...(state.round.isOnlyFailed ? ["only what failed"] : []),
  ];
}

function status({ state, progress, tookMs, isOver }: View, { paint, width }: Paper): string {
  const because = "round" in state ? becauseOf(state.round.because) : "";
  switch (state.phase) {
    case "running": {
      if (state.next) return paint.yellow(cutToWidth("giving up, to judge again", width));
      const far = progress ? formatProgress(progress, { width }) : "";
      return paint.yellow(cutToWidth(far || `starting${because}`, width));
    }
    case "idle": {
      const judged =
        tookMs === undefined ? "nothing was judged" : `judged in ${formatDuration(tookMs)}`;
      return paint.dim(cutToWidth(`${judged}${because}; waiting for changes`, width));
    }
    case "quitting":
    case "ended":
      if (isOver) return paint.dim("stopped");
      return paint.yellow("cleaning up; Ctrl-C once more stops at once");
    default:
      return state satisfies never;
  }
}

function becauseOf(files: readonly string[]): string {
  if (files.length === 0) return "";
  const more = files.length > SHOWN_FILES ? ` and ${files.length - SHOWN_FILES} more` : "";
  return visible(`, because of ${files.slice(0, SHOWN_FILES).join(", ")}${more}`);
}

function bodyOf(view: View, paper: Paper): readonly string[] {
  const { problems, notes, report, fallen, state, logs } = view;
  const { paint } = paper;
  const told = [
    ...problems.flatMap((text) => item(text, paint.red("✘"), paper)),
    ...notes.flatMap((text) => item(text, paint.dim("·"), paper)),
  ];
  const unseen = Object.keys(logs).filter((name) => !report?.targets.some((t) => t.name === name));
  const printed = unseen.flatMap((name) => logLines(logs[name] ?? [], paper));
  if (state.phase === "running" && fallen.length > 0) {
    return [...told, ...fallen.map((line) => cutToWidth(line, paper.width))];
  }
  const before = [...told, ...printed];
  if (!report) return before;
  const reported = report.targets.flatMap((target) =>
    targetLines(report, target, logs[target.name] ?? [], paper),
  );
  return [...before, ...(before.length > 0 ? [""] : []), ...reported];
}

function targetLines(
  report: Report,
  target: TargetReport,
  log: readonly string[],
  paper: Paper,
): readonly string[] {
  const { paint, failOn, width } = paper;
  const head = `${OUTCOME_MARK[target.outcome]} ${visible(target.name)} ${outcomeWords(target)}`;
  const reason = target.reason ? [visible(truncate(target.reason, MAX_TEXT))] : [];
  const why = [...reason, outcomeLine(report, target, failOn)].join(", ");
  const [first = "", ...rest] = wrap(`${head}: ${why}`, width - 2);
  const painted = first.startsWith(head)
    ? `${paintOutcome(paper, target, head)}${first.slice(head.length)}`
    : first;
  const causes = weighedCauses(target.rules, failOn);
  const open = target.rules.filter((rule) => severityOf(rule, failOn) === "inconclusive");
  return [
    painted,
    ...rest.map((line) => `  ${line}`),
    ...causes.flatMap((cause, index) => {
      const mark = cause.severity === "violated" ? paint.red("✘") : paint.yellow("!");
      return ["", ...causeLines(cause, mark, index === 0, paper)];
    }),
    ...(open.length > 0 ? [""] : []),
    ...groupByReason(open).flatMap(({ reason: text, rules }) =>
      item(`${count(rules.length, "rule")}: ${text}`, paint.yellow("?"), paper),
    ),
    ...logLines(log, paper),
  ];
}

/** One mistake of the server: whole, with the smallest case that shows it, or in few lines. */
function causeLines(
  cause: RootCause,
  mark: string,
  isWhole: boolean,
  paper: Paper,
): readonly string[] {
  const [rule, ...others] = cause.rules;
  if (!rule) return [];
  if (isWhole && others.length === 0) return summaryFailure(rule, mark, paper);
  const { bold, dim } = paper.paint;
  const headline = wrap(visible(truncate(cause.headline, MAX_TEXT)), paper.width - INDENT.length);
  const about = others.length > 0 ? `${rule.id} (${reach(cause)})` : rule.id;
  return [
    ...headline.map((line, index) => `${index === 0 ? `  ${mark} ` : INDENT}${bold(line)}`),
    ...wrap(visible(about), paper.width - INDENT.length).map((line) => `${INDENT}${dim(line)}`),
    ...(isWhole ? summaryFailure(rule, dim("·"), paper) : []),
  ];
}

const INDENT = "    ";

function logLines(lines: readonly string[], paper: Paper): readonly string[] {
  if (lines.length === 0) return [];
  const heading = paper.paint.dim("  The server printed:");
  return ["", heading, ...lines.flatMap((line) => item(line, paper.paint.dim("│"), paper))];
}

function item(text: string, mark: string, { width }: Paper): readonly string[] {
  const lines = text.split("\n").flatMap((line) => {
    return wrap(visible(truncate(line, MAX_TEXT)), width - INDENT.length);
  });
  return lines.map((line, index) => `${index === 0 ? `  ${mark} ` : INDENT}${line}`);
}

function lastLine(state: WatchState, { paint, width }: Paper): string {
  if ("prompt" in state && state.prompt) {
    const { of, text } = state.prompt;
    const help = of === "rule" ? "id, its last part, or a glob" : "name in the documents";
    const asked = `${of} (${help}; nothing: all; esc: back): `;
    return `${paint.bold(asked)}${visible(text)}▏`;
  }
  if (state.phase === "quitting" || state.phase === "ended") return "";
  const keys = KEYS.map(([key, does]) => ({ key, does }));
  const plain = keys.map(({ key, does }) => `${key} ${does}`).join("  ");
  if (plain.length > width) return cutToWidth(plain, width);
  return keys.map(({ key, does }) => `${paint.bold(key)} ${paint.dim(does)}`).join("  ");
}
