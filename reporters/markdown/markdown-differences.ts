import type { Report, RuleReport } from "../../src/model/report.ts";
import { compareTargets, type RuleDifference } from "../compare-targets.ts";
import { editionWords } from "../edition-words.ts";
import { OUTCOME_MARK, outcomeLine, outcomeWords } from "../outcome-line.ts";
import type { FailOn } from "../render-options.ts";
import { count } from "../text/count.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { inlineCode } from "../text/inline-code.ts";
import { markdownTable } from "../text/markdown-table.ts";
import { truncate } from "../text/truncate.ts";
import type { Block } from "./fit-blocks.ts";

/** Longer matrices belong into the other formats. */
const MAX_ROWS = 50;
const MAX_VALUE = 120;

/** Several targets side by side: their outcomes, the rules on which they differ, and behaviour that differs. */
export function markdownDifferences(report: Report, failOn: FailOn): readonly Block[] {
  const names = report.targets.map((target) => escapeMarkdown(target.name));
  const outcomes = report.targets.map((target) => [
    escapeMarkdown(target.name),
    `${OUTCOME_MARK[target.outcome]} ${outcomeWords(target)}`,
    outcomeLine(report, target, failOn),
    escapeMarkdown(editionWords(target)),
  ]);
  const { rules, partly, behaviour } = compareTargets(report);
  const verdicts = (title: string, rows: readonly RuleDifference[]): readonly Block[] =>
    matrix(title, ["rule", "level", ...names], rows, (row) => [
      inlineCode(row.id),
      row.level,
      ...row.cells.map(verdictCell),
    ]);
  return [
    { text: outcomesTable(outcomes) },
    ...verdicts("Rules on which the targets differ", rules),
    ...verdicts("Rules judged on some targets only", partly),
    ...matrix("Behaviour that differs", ["rule", "tried", ...names], behaviour, (row) => [
      inlineCode(row.id),
      escapeMarkdown(truncate(row.what, MAX_VALUE)),
      ...row.cells.map((seen) => (seen === null ? "—" : inlineCode(truncate(seen, MAX_VALUE)))),
    ]),
  ];
}

/** The last column, the editions that the targets follow, only where one of them has something to say. */
function outcomesTable(rows: readonly (readonly string[])[]): string {
  const hasEditions = rows.some((row) => row.at(-1) !== "");
  return hasEditions
    ? markdownTable(["target", "outcome", "", "editions"], rows)
    : markdownTable(
        ["target", "outcome", ""],
        rows.map((row) => row.slice(0, -1)),
      );
}

function matrix<Row>(
  title: string,
  head: readonly string[],
  rows: readonly Row[],
  cells: (row: Row) => readonly string[],
): readonly Block[] {
  if (rows.length === 0) return [];
  const more = rows.length - MAX_ROWS;
  const note = more > 0 ? `\n\n${count(more, "more row")} in report.json` : "";
  const text = `${markdownTable(head, rows.slice(0, MAX_ROWS).map(cells))}${note}`;
  return [{ text: `## ${title} (${rows.length})\n\n${text}` }];
}

/** `fail (post, soap11)`: the bindings that have the rule's verdict, where not all have it. */
function verdictCell(rule: RuleReport | null): string {
  if (rule === null) return "—";
  const bindings = Object.entries(rule.bindings);
  const same = bindings.filter(([, verdict]) => verdict === rule.verdict);
  const mark = rule.verdict === "fail" ? `${OUTCOME_MARK.violates} ` : "";
  const some = same.length < bindings.length ? ` (${same.map(([name]) => name).join(", ")})` : "";
  return `${mark}${rule.verdict}${rule.known ? " (known)" : ""}${escapeMarkdown(some)}`;
}
