import { isKnownOpen } from "../../src/model/is-excused.ts";
import { LEVELS } from "../../src/model/level.ts";
import type { RuleReport, TargetReport } from "../../src/model/report.ts";
import { VERDICT_ORDER } from "../../src/model/verdict.ts";
import { deviationName, deviationsOf, type ShownDeviation } from "../deviations-of.ts";
import { editionWords } from "../edition-words.ts";
import { groupByReason } from "../group-by-reason.ts";
import { DIFFERENCES, statementDifferences } from "../markdown/statement-differences.ts";
import { planWords } from "../plan-words.ts";
import { type Severity, severityOf } from "../severity.ts";
import { count, thousands } from "../text/count.ts";
import { labelled } from "../text/labelled.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/wrap.ts";
import { timingHints } from "../timing-hints.ts";
import { unjudged, unjudgedWords } from "../unjudged.ts";
import { type WeighedCause, weighedCauses } from "../weighed-causes.ts";
import { isOfMissingOperation, operationLines } from "./operation-lines.ts";
import { slowLines } from "./slow-lines.ts";
import { soakLines } from "./soak-lines.ts";
import { summaryCauses } from "./summary-cause.ts";
import { first, heading, item, section } from "./summary-list.ts";
import type { Paper } from "./summary-paper.ts";

const LEVEL_WIDTH = 8;
/** How much of each kind is shown without `verbose`. */
const SHOWN = {
  violated: { whole: 3, headlines: 20 },
  warnings: { whole: 1, headlines: 5 },
  ...{ reasons: 8, ids: 3, logLines: 5 },
} as const;

/** What there is to say about a target below its outcome. */
export function summaryTarget(target: TargetReport, paper: Paper): readonly string[] {
  const { paint } = paper;
  const having = (severity: Severity) =>
    target.rules.filter((rule) => severityOf(rule, paper.failOn) === severity);
  const open = having("inconclusive").filter((rule) => !isOfMissingOperation(target, rule));
  const causes = weighedCauses(target.rules, paper.failOn);
  const weighing = (severity: WeighedCause["severity"]): readonly WeighedCause[] =>
    causes.filter((cause) => cause.severity === severity);
  const [violated, warnings] = [weighing("violated"), weighing("warning")];
  const excused = (rule: RuleReport) =>
    item(`${rule.id}: ${rule.known?.reason ?? ""}`, paper, paint.dim("·"));
  const entry = (one: ShownDeviation) => {
    const { reason, expires } = one;
    const until = expires === undefined ? "" : ` (until ${expires})`;
    return item(`${deviationName(one)}: ${reason}${until}`, paper, paint.dim("·"));
  };
  return [
    ...describe(target, paper),
    ...(target.rules.length > 0 ? counts(target, paper) : []),
    ...planned(target, paper),
    ...editions(target, paper),
    ...grouped(violated.length, having("violated").length, paper),
    ...summaryCauses(violated, paint.red("✘"), SHOWN.violated, paper),
    ...section(
      "Stale deviations: these rules pass, remove their entries",
      deviationsOf(target, "stale"),
      paper,
      entry,
    ),
    ...section(
      "Expired deviations: these rules still fail",
      deviationsOf(target, "expired"),
      paper,
      entry,
    ),
    ...operations(target, paper),
    ...notJudged(
      open.filter((rule) => !isKnownOpen(rule)),
      paper,
    ),
    ...leftOut(target, paper),
    ...heading("Warnings", warnings.length, paper),
    ...summaryCauses(warnings, paint.yellow("!"), SHOWN.warnings, paper).slice(1),
    ...section("Known deviations", having("known"), paper, excused),
    ...reasons(
      "Not judged because of known failures",
      open.filter((rule) => isKnownOpen(rule)),
      paper,
      paint.dim("·"),
    ),
    ...(paper.verbose
      ? section("Deviations not judged", deviationsOf(target, "not-judged"), paper, entry)
      : []),
    ...(paper.verbose ? differences(target, paper) : []),
    ...(paper.verbose ? notApplicable(having("not-applicable"), paper) : []),
    ...slow(target, paper),
    ...waited(target, paper),
    ...timings(target, paper),
    ...section("Left on the target", target.leftovers, paper, (id) =>
      item(id, paper, paint.dim("·")),
    ),
    ...launchLog(target, paper),
  ];
}

/** Says that one mistake may be many rules, where it is. */
function grouped(causes: number, rules: number, paper: Paper): readonly string[] {
  const title = `${count(rules, "violated rule")} for ${count(causes, "reason")}, the widest first`;
  return heading(title, causes < rules ? rules : 0, paper);
}

/** What is not as targets.json has it, however long the list. */
function operations(target: TargetReport, paper: Paper): readonly string[] {
  const lines = operationLines(target);
  return [
    ...(lines.length > 0 ? [""] : []),
    ...lines.flatMap((line) => item(line, paper, paper.paint.yellow("?"))),
  ];
}

/** Operations that take longer than the target says they may. */
function slow(target: TargetReport, paper: Paper): readonly string[] {
  const told = (title: string, lines: readonly string[], sign: string): readonly string[] =>
    section(title, lines, paper, (line) => item(line, paper, sign));
  return [
    ...told("Slow operations", slowLines(target), paper.paint.yellow("!")),
    ...told("In the long run", soakLines(target), paper.paint.dim("·")),
  ];
}

/** The last lines that a launched server printed; all that was kept is in the report. */
function launchLog({ launchLog: log }: TargetReport, paper: Paper): readonly string[] {
  const lines = log?.split("\n").filter((line) => line.trim() !== "") ?? [];
  return [
    ...heading("The end of its log; more in report.json, launchLog", lines.length, paper),
    ...lines.slice(-SHOWN.logLines).flatMap((line) => item(line, paper, paper.paint.dim("│"))),
  ];
}

function describe({ description }: TargetReport, { paint, width }: Paper): readonly string[] {
  const indent = "  ";
  const lines = description ? wrap(visible(description), width - indent.length) : [];
  return lines.map((line) => `${indent}${paint.dim(line)}`);
}

function waited({ throttled = 0 }: TargetReport, paper: Paper): readonly string[] {
  if (throttled === 0) return [];
  const text = `The server asked to wait (429 or 503) ${count(throttled, "time")}; those requests were sent again`;
  return ["", ...item(text, paper, paper.paint.dim("·"))];
}

/** What its durations tell; all of them are in the report. */
function timings(target: TargetReport, paper: Paper): readonly string[] {
  const hints = timingHints(target).flatMap((hint) => item(hint, paper, paper.paint.dim("·")));
  return hints.length > 0 ? ["", ...hints] : [];
}

function counts({ counts: byLevel }: TargetReport, { width }: Paper): readonly string[] {
  const indent = "  ";
  return LEVELS.flatMap((level) => {
    const parts = VERDICT_ORDER.flatMap((kind) => {
      const n = byLevel[level][kind] ?? 0;
      return n > 0 ? [`${thousands(n)} ${kind.replace("-", " ")}`] : [];
    });
    const lines =
      parts.length > 0 ? wrap(parts.join(", "), width - indent.length - LEVEL_WIDTH) : [];
    return labelled(level, lines, LEVEL_WIDTH).map((line) => `${indent}${line}`);
  });
}

function notJudged(rules: readonly RuleReport[], paper: Paper): readonly string[] {
  return reasons("Could not be judged", rules, paper, paper.paint.yellow("?"));
}

/** Why MUST rules were not judged that nothing hindered: what is open stands above, with more to tell. */
function leftOut(target: TargetReport, paper: Paper): readonly string[] {
  const all = unjudged(target);
  const groups = all.filter(({ isOpen }) => !isOpen);
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  // The headline counts those above, too.
  const head = groups.length < all.length ? "Not judged for other reasons" : "Not judged";
  const title = `${head}: ${thousands(n)} of ${count(target.judged.all, "MUST rule")}`;
  return section(title, groups, paper, (group) =>
    item(unjudgedWords(group), paper, paper.paint.dim("·")),
  );
}

function planned({ plan }: TargetReport, { width, paint }: Paper): readonly string[] {
  const indent = "  ";
  const lines = plan ? wrap(visible(planWords(plan)), width - indent.length) : [];
  return lines.map((line) => `${indent}${paint.dim(line)}`);
}

function editions(target: TargetReport, { width, paint }: Paper): readonly string[] {
  const indent = "  ";
  const words = editionWords(target);
  const lines = words === "" ? [] : wrap(visible(words), width - indent.length);
  return lines.map((line) => `${indent}${paint.dim(line)}`);
}

function differences(target: TargetReport, paper: Paper): readonly string[] {
  return section(DIFFERENCES, statementDifferences(target), paper, ({ id, words }) =>
    item(`${id} ${words}`, paper, paper.paint.dim("·")),
  );
}

function notApplicable(rules: readonly RuleReport[], paper: Paper): readonly string[] {
  return reasons("Not applicable", rules, paper, paper.paint.dim("·"));
}

function reasons(
  title: string,
  rules: readonly RuleReport[],
  paper: Paper,
  mark: string,
): readonly string[] {
  return [
    ...heading(title, rules.length, paper),
    ...first(groupByReason(rules), SHOWN.reasons, "reason", paper, ({ reason, rules: members }) => {
      const named = paper.verbose || members.length <= SHOWN.ids ? members : [];
      return [
        ...item(`${count(members.length, "rule")}: ${reason}`, paper, mark),
        ...named.map((rule) => `      ${paper.paint.dim(visible(rule.id))}`),
      ];
    }),
  ];
}
