import { LEVELS } from "../../src/model/level.ts";
import type { Report, RuleReport, TargetReport } from "../../src/model/report.ts";
import { deviationName, deviationsOf, type ShownDeviation } from "../deviations-of.ts";
import { editionWords } from "../edition-words.ts";
import { groupByReason } from "../group-by-reason.ts";
import { OUTCOME_MARK, outcomeAlone, outcomeLine } from "../outcome-line.ts";
import type { FailOn, RenderOptions } from "../render-options.ts";
import { reach } from "../root-causes.ts";
import { type Severity, severityOf } from "../severity.ts";
import { operationLines } from "../summary/operation-lines.ts";
import { slowLines } from "../summary/slow-lines.ts";
import { soakLines } from "../summary/soak-lines.ts";
import { count, thousands } from "../text/count.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { inlineCode } from "../text/inline-code.ts";
import { markdownLink } from "../text/markdown-link.ts";
import { markdownTable } from "../text/markdown-table.ts";
import { truncate } from "../text/truncate.ts";
import { timingHints } from "../timing-hints.ts";
import { unjudgedSentence } from "../unjudged.ts";
import { type WeighedCause, weighedCauses } from "../weighed-causes.ts";
import type { Block } from "./fit-blocks.ts";
import { markdownFailure } from "./markdown-failure.ts";
import { DIFFERENCES, statementDifferences } from "./statement-differences.ts";

const MAX_VALUE = 300;
const MAX_REASONS = 1_500;
const MAX_IDS = 20;

/** Everything about one target; a section with nothing to say is not there. */
export function markdownTarget(
  report: Report,
  target: TargetReport,
  { failOn = "must", reportPath }: RenderOptions,
): readonly Block[] {
  const place = {
    ...(reportPath === undefined ? {} : { reportPath }),
    target: report.targets.length > 1 ? target.name : null,
  };
  const having = (severity: Severity) =>
    target.rules.filter((rule) => severityOf(rule, failOn) === severity);
  const { name, outcome, cases, requests } = target;
  return [
    { text: `## ${OUTCOME_MARK[outcome]} ${escapeMarkdown(name)}: ${outcomeAlone(target)}` },
    ...(target.description ? [{ text: escapeMarkdown(target.description) }] : []),
    { text: `**${outcomeLine(report, target, failOn)}**` },
    ...(target.reason ? [{ text: inlineCode(truncate(target.reason, MAX_VALUE)) }] : []),
    ...operationLines(target).map((line) => ({ text: `? ${escapeMarkdown(line)}` })),
    ...slowLines(target).map((line) => ({ text: `⚠ ${escapeMarkdown(line)}` })),
    ...soakLines(target).map((line) => ({ text: escapeMarkdown(line) })),
    ...notHollow(target),
    { text: countsTable(target) },
    ...followed(target),
    { text: [count(cases, "case"), count(requests, "request"), ...untested(target)].join(", ") },
    ...whyMany(target, failOn),
    ...section("Violated", having("violated"), (rules) =>
      rules.flatMap((rule) => markdownFailure(rule, target, "✘", place)),
    ),
    ...section(
      "Stale deviations: these rules pass, remove their entries",
      deviationsOf(target, "stale"),
      entries,
    ),
    ...section(
      "Expired deviations: these rules still fail",
      deviationsOf(target, "expired"),
      entries,
    ),
    ...section("Could not be judged", having("inconclusive"), notJudged),
    ...section("Warnings", having("warning"), (rules) =>
      rules.flatMap((rule) => markdownFailure(rule, target, "⚠", place)),
    ),
    ...section("Known deviations", having("known"), known),
    ...section("Deviations not judged", deviationsOf(target, "not-judged"), entries),
    ...section("Observed where the documents are silent", having("observed"), observed),
    ...section(DIFFERENCES, statementDifferences(target), (all) => [
      {
        text: all.map(({ id, words }) => `- ${id} ${escapeMarkdown(words)}`).join("\n"),
        detail: true,
      },
    ]),
    ...section("What its timings tell", timingHints(target), (hints) => [
      { text: hints.map((hint) => `- ${escapeMarkdown(hint)}`).join("\n"), detail: true },
    ]),
    ...section("Left on the target", target.leftovers, (ids) => [
      { text: ids.map((id) => `- ${inlineCode(truncate(id, MAX_VALUE))}`).join("\n") },
    ]),
  ];
}

/** One mistake may be many rules: each cause in a line, the widest first, with the rule of its smallest case. */
function whyMany({ rules }: TargetReport, failOn: FailOn): readonly Block[] {
  const causes = weighedCauses(rules, failOn);
  if (!causes.some(({ rules: shown }) => shown.length > 1)) return [];
  return section("Causes", causes, (all) => [{ text: all.map(causeLine).join("\n") }]);
}

function causeLine(cause: WeighedCause): string {
  const { headline, severity, rules, statements } = cause;
  const shown = statements.slice(0, MAX_IDS);
  const more = statements.length - shown.length;
  const ids = [...shown, ...(more > 0 ? [`and ${thousands(more)} more`] : [])].join(" ");
  const mark = severity === "violated" ? "✘" : "⚠";
  const smallest = inlineCode(rules[0]?.id ?? "");
  const says = inlineCode(truncate(headline, MAX_VALUE));
  return `- ${mark} ${says}<br>${reach(cause)} (${ids}), the smallest case: ${smallest}`;
}

/** Why MUST rules were not judged: beside the outcome, so that nobody takes a part for the whole. */
function notHollow(target: TargetReport): readonly Block[] {
  const why = unjudgedSentence(target);
  return why === "" ? [] : [{ text: inlineCode(truncate(why, MAX_REASONS)) }];
}

function followed(target: TargetReport): readonly Block[] {
  const words = editionWords(target);
  return words === "" ? [] : [{ text: escapeMarkdown(words) }];
}

function untested({ statements }: TargetReport): readonly string[] {
  const all = Object.values(statements);
  const n = all.filter((each) => each.verdict === "untested").length;
  return n > 0 ? [`${thousands(n)} of ${count(all.length, "statement")} untested`] : [];
}

function section<T>(
  title: string,
  items: readonly T[],
  blocks: (items: readonly T[]) => readonly Block[],
): readonly Block[] {
  if (items.length === 0) return [];
  return [{ text: `### ${title} (${thousands(items.length)})` }, ...blocks(items)];
}

function countsTable({ counts }: TargetReport): string {
  const kinds = ["pass", "fail", "inconclusive", "not-applicable", "observed"] as const;
  const rows = LEVELS.map((level) => [
    level,
    ...kinds.map((kind) => thousands(counts[level][kind] ?? 0)),
  ]);
  return markdownTable(["", ...kinds.map((kind) => kind.replace("-", " "))], rows);
}

function notJudged(rules: readonly RuleReport[]): readonly Block[] {
  return groupByReason(rules).map(({ reason, rules: members }) => {
    const ids = members.slice(0, MAX_IDS).map((rule) => inlineCode(rule.id));
    const more =
      members.length > MAX_IDS ? [`and ${thousands(members.length - MAX_IDS)} more`] : [];
    const why = inlineCode(truncate(reason, MAX_VALUE));
    return {
      text: `- ${count(members.length, "rule")}: ${why}<br>${[...ids, ...more].join(", ")}`,
    };
  });
}

function entries(deviations: readonly ShownDeviation[]): readonly Block[] {
  const rows = deviations.map((entry) => [
    inlineCode(deviationName(entry)),
    escapeMarkdown(entry.reason),
    escapeMarkdown(entry.since ?? ""),
    escapeMarkdown(entry.expires ?? ""),
    entry.link ? markdownLink(entry.link, entry.link) : "",
  ]);
  return [{ text: markdownTable(["entry", "reason", "since", "expires", "link"], rows) }];
}

function known(rules: readonly RuleReport[]): readonly Block[] {
  const rows = rules.map((rule) => [
    inlineCode(rule.id),
    rule.level,
    escapeMarkdown(rule.known?.reason ?? ""),
    escapeMarkdown(rule.known?.since ?? ""),
    rule.known?.link ? markdownLink(rule.known.link, rule.known.link) : "",
  ]);
  return [{ text: markdownTable(["rule", "level", "reason", "since", "link"], rows) }];
}

function observed(rules: readonly RuleReport[]): readonly Block[] {
  const rows = rules.flatMap((rule) =>
    Object.entries(rule.observed ?? {}).map(([what, seen], index) => [
      index === 0 ? inlineCode(rule.id) : "",
      escapeMarkdown(truncate(what, MAX_VALUE)),
      inlineCode(truncate(seen, MAX_VALUE)),
    ]),
  );
  return [{ text: markdownTable(["rule", "tried", "what the server did"], rows), detail: true }];
}
