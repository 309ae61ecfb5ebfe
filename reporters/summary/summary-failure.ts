import { failingExchange } from "../../src/model/failing-exchange.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { RuleReport } from "../../src/model/report.ts";
import { becauseOf } from "../because-of.ts";
import { brokenStatements } from "../broken-statements.ts";
import { groupFailures } from "../group-failures.ts";
import { failingStep, shortExchange } from "../text/failing-step.ts";
import { formatBytes } from "../text/format-bytes.ts";
import { formatCase } from "../text/format-case.ts";
import { formatExchanges } from "../text/format-exchange.ts";
import { failedTimes } from "../text/format-failure.ts";
import { formatHistory } from "../text/format-history.ts";
import { labelled } from "../text/labelled.ts";
import { truncate } from "../text/truncate.ts";
import { visible, visibleLines } from "../text/visible.ts";
import { wrap } from "../text/wrap.ts";
import type { Paper } from "./summary-paper.ts";

const INDENT = 6;
const LABEL_WIDTH = 10;
const MAX_VALUE = 300;
/** A curl line that somebody would still copy; a longer one is in the report. */
const MAX_CURL = 1_200;
const MAX_CURL_LINES = 10;

/** A failed rule: what is documented, where it fails, the smallest case, expected against actual, what was sent and came, how to repeat it. */
export function summaryFailure(rule: RuleReport, mark: string, paper: Paper): readonly string[] {
  const { paint, width, verbose } = paper;
  const [first, ...others] = groupFailures(rule.failures);
  const level = rule.level === "MUST" ? [] : [rule.level];
  const indent = "    ";
  const [title = "", ...rest] = wrap(
    visible([...level, ...brokenStatements(rule), "", rule.title].join(" ")),
    width - indent.length,
  );
  const failing = Object.keys(rule.bindings).filter((name) => rule.bindings[name] === "fail");
  const bindings = failing.length === 0 ? "" : ` ${paint.dim(`on ${visible(failing.join(", "))}`)}`;
  return [
    `  ${mark} ${paint.bold(title)}`,
    ...rest.map((line) => `${indent}${paint.bold(line)}`),
    `${indent}${visible(rule.id)}${bindings}`,
    ...wrapped("known", knownOn(rule), paper),
    ...wrapped("because", becauseOf(rule), paper),
    ...(first
      ? evidence(first.failure, paper)
      : wrapped("reason", [rule.reason ?? "no evidence recorded"], paper)),
    ...others.flatMap(({ failure, bindings }) =>
      verbose
        ? ["", ...wrapped("also on", [bindings.join(", ")], paper), ...evidence(failure, paper)]
        : wrapped("also", [`on ${bindings.join(", ")}: ${failure.actual}`], paper),
    ),
  ];
}

/** A violated rule may be known to fail over some of its bindings. */
function knownOn({ known }: RuleReport): readonly string[] {
  return known?.bindings ? [`on ${known.bindings.join(", ")}: ${known.reason}`] : [];
}

function evidence(failure: Failure, paper: Paper): readonly string[] {
  const sent = formatExchanges(failure.exchanges, { maxBody: MAX_VALUE }).split("\n");
  const failing = failingExchange(failure);
  const width = paper.width - INDENT;
  return [
    ...wrapped("case", formatCase(failure.counterexample), paper),
    ...wrapped("expected", failure.expected, paper),
    ...wrapped("actual", [failure.actual], paper),
    ...behindLabels(labelled("bytes", formatBytes(failure, { chars: false }), LABEL_WIDTH), paper),
    ...behindLabels(labelled("together", formatHistory(failure), LABEL_WIDTH), paper),
    ...wrapped("step", [failingStep(failure)], paper),
    ...(paper.verbose || !failing ? [] : dimmed(shortExchange(failing, width), paper)),
    ...wrapped("failed", [failedTimes(failure)], paper),
    ...curl(failure, paper),
    ...(paper.verbose ? ["", ...dimmed(sent, paper)] : []),
  ];
}

function dimmed(lines: readonly string[], { paint }: Paper): readonly string[] {
  return lines.map((line) => `${" ".repeat(INDENT)}${paint.dim(line)}`);
}

function curl({ curl: line, id }: Failure, paper: Paper): readonly string[] {
  if (line === "") return [];
  const lines = visibleLines(line.trimEnd()).split("\n");
  if (line.length <= MAX_CURL && lines.length <= MAX_CURL_LINES) {
    return behindLabels(labelled("repeat", lines, LABEL_WIDTH), paper);
  }
  return wrapped(
    "repeat",
    [`the curl line is in ${paper.reportPath ?? "report.json"}, failure ${id}`],
    paper,
  );
}

function wrapped(label: string, texts: readonly string[], paper: Paper): readonly string[] {
  const room = paper.width - INDENT - LABEL_WIDTH;
  const lines = texts.flatMap((text) => wrap(visible(truncate(text, MAX_VALUE)), room));
  return behindLabels(labelled(label, lines, LABEL_WIDTH), paper);
}

function behindLabels(lines: readonly string[], { paint }: Paper): readonly string[] {
  return lines.map(
    (line) =>
      `${" ".repeat(INDENT)}${paint.dim(line.slice(0, LABEL_WIDTH))}${line.slice(LABEL_WIDTH)}`,
  );
}
