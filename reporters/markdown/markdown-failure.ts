import type { RuleReport, StatementReport, TargetReport } from "../../src/model/report.ts";
import { becauseOf } from "../because-of.ts";
import { brokenStatements } from "../broken-statements.ts";
import { type ReplayPlace, replayLine } from "../command-lines.ts";
import { type FailureGroup, groupFailures } from "../group-failures.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { fencedBlock } from "../text/fenced-block.ts";
import { formatBytes } from "../text/format-bytes.ts";
import { formatCase } from "../text/format-case.ts";
import { formatExchanges } from "../text/format-exchange.ts";
import { failedTimes } from "../text/format-failure.ts";
import { inlineCode } from "../text/inline-code.ts";
import { markdownLink } from "../text/markdown-link.ts";
import { markdownTable } from "../text/markdown-table.ts";
import { truncate } from "../text/truncate.ts";
import type { Block } from "./fit-blocks.ts";

const MAX_VALUE = 500;
const MAX_CURL = 4_000;
const EVIDENCE = { maxBody: 2_000, maxExchanges: 6 };

/** A failed rule with its evidence: a heading with what is documented, then each way in which it fails. */
export function markdownFailure(
  rule: RuleReport,
  target: TargetReport,
  mark: string,
  place: ReplayPlace,
): readonly Block[] {
  const heading = [
    `#### ${mark} ${inlineCode(rule.id)}`,
    `**${rule.level}** ${escapeMarkdown(rule.title)} (${source(rule)})`,
    ...brokenStatements(rule).map((id) => statement(id, target.statements[id])),
    ...knownOn(rule),
    ...becauseOf(rule).map((line) => `Consequence: ${escapeMarkdown(line)}`),
  ].join("\n\n");
  const groups = groupFailures(rule.failures);
  if (groups.length === 0) {
    return [
      { text: `${heading}\n\n${inlineCode(rule.reason ?? "no evidence recorded")}`, detail: true },
    ];
  }
  return groups.map((group, index) => {
    const start = index === 0 ? `${heading}\n\n` : "";
    const facts = `${start}${factsOf(group, place)}`;
    return { text: `${facts}\n\n${exchanges(group)}`, short: facts, detail: true };
  });
}

/** A violated rule may be known to fail over some of its bindings. */
function knownOn({ known }: RuleReport): readonly string[] {
  if (!known?.bindings) return [];
  const where = known.bindings.map(inlineCode).join(", ");
  return [`Known on ${where}: ${escapeMarkdown(known.reason)}`];
}

function source({ source: { document, where, url } }: RuleReport): string {
  return markdownLink(`${document}, ${where}`, url);
}

function statement(id: string, report: StatementReport | undefined): string {
  const text = report?.text ? `: ${escapeMarkdown(report.text)}` : "";
  return `> ${markdownLink(id, report?.source?.url)}${text}`;
}

function factsOf({ failure, bindings }: FailureGroup, place: ReplayPlace): string {
  const lines = (texts: readonly string[]) =>
    texts.map((text) => inlineCode(truncate(text, MAX_VALUE))).join("<br>");
  const rows = [
    ["smallest case", lines(formatCase(failure.counterexample))],
    ["expected", lines(failure.expected)],
    ["actual", lines([failure.actual])],
    ["failed", `${failedTimes(failure)}, on ${bindings.map(inlineCode).join(", ")}`],
    ["replay", inlineCode(replayLine(failure, place))],
  ].filter(([, cell]) => cell !== "");
  return `${markdownTable(["", ""], rows)}${bytes(failure)}${curl(failure.curl)}`;
}

function bytes(failure: FailureGroup["failure"]): string {
  const lines = formatBytes(failure);
  return lines.length === 0 ? "" : `\n\n${fencedBlock(lines.join("\n"), "text")}`;
}

function curl(line: string): string {
  if (line === "") return "";
  return line.length > MAX_CURL
    ? "\n\nThe curl line is too long to show: it is in report.json."
    : `\n\n${fencedBlock(line.trimEnd(), "sh")}`;
}

function exchanges({ failure }: FailureGroup): string {
  const evidence = fencedBlock(formatExchanges(failure.exchanges, EVIDENCE), "text");
  return `<details><summary>Requests and responses</summary>\n\n${evidence}\n\n</details>`;
}
