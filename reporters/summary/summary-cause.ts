import type { RuleReport } from "../../src/model/report.ts";
import { type RootCause, reach } from "../root-causes.ts";
import { count } from "../text/count.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/wrap.ts";
import { summaryFailure } from "./summary-failure.ts";
import type { Paper } from "./summary-paper.ts";

const MAX_HEADLINE = 240;
/** Without `verbose`: ids below a cause, and statements. */
const SHOWN_IDS = 5;
const SHOWN_STATEMENTS = 8;
const INDENT = "    ";

/** How many causes are shown whole without `verbose`, and how many more by their headline. */
export interface ShownCauses {
  readonly whole: number;
  readonly headlines: number;
}

/** Causes for a person at a terminal: the first with all that their smallest case shows, others by headline. */
export function summaryCauses(
  causes: readonly RootCause[],
  mark: string,
  { whole, headlines }: ShownCauses,
  paper: Paper,
): readonly string[] {
  const first = paper.verbose ? causes : causes.slice(0, whole);
  const others = causes.slice(first.length, first.length + headlines);
  const more = causes.length - first.length - others.length;
  const note = `… ${count(more, "more cause")}: see the report, or --verbose`;
  return [
    ...first.flatMap((cause) => ["", ...wholeCause(cause, mark, paper)]),
    ...(others.length > 0 ? [""] : []),
    ...others.flatMap((cause) => headlineOf(cause, mark, paper)),
    ...(more > 0 ? [`${INDENT}${paper.paint.dim(note)}`] : []),
  ];
}

function wholeCause(cause: RootCause, mark: string, paper: Paper): readonly string[] {
  const [rule, ...others] = cause.rules;
  if (!rule) return [];
  if (others.length === 0) return summaryFailure(rule, mark, paper);
  return [
    ...headed(cause, mark, paper),
    ...wrap(visible(`${reach(cause)}: ${statementsOf(cause, paper)}`), room(paper)).map(
      (line) => `${INDENT}${line}`,
    ),
    ...summaryFailure(rule, paper.paint.dim("·"), paper),
    ...alsoFailing(others, paper),
  ];
}

/** One cause in few lines, with what to ask for the rest. */
function headlineOf(cause: RootCause, mark: string, paper: Paper): readonly string[] {
  const [rule] = cause.rules;
  const failure = cause.members.find((member) => member.rule.id === rule?.id)?.failure;
  const others = cause.rules.length > 1 ? ` (${reach(cause)})` : "";
  const ask = failure === undefined ? "" : `, failure ${failure.id}`;
  const lines = wrap(visible(`${rule?.id ?? ""}${others}${ask}`), room(paper));
  return [
    ...headed(cause, mark, paper),
    ...lines.map((line) => `${INDENT}${paper.paint.dim(line)}`),
  ];
}

function headed({ headline }: RootCause, mark: string, paper: Paper): readonly string[] {
  const [first = "", ...rest] = wrap(visible(truncate(headline, MAX_HEADLINE)), room(paper));
  const { bold } = paper.paint;
  return [`  ${mark} ${bold(first)}`, ...rest.map((line) => `${INDENT}${bold(line)}`)];
}

function statementsOf({ statements }: RootCause, { verbose }: Paper): string {
  const shown = verbose ? statements : statements.slice(0, SHOWN_STATEMENTS);
  const more = statements.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(" ");
}

function alsoFailing(rules: readonly RuleReport[], paper: Paper): readonly string[] {
  const shown = paper.verbose ? rules : rules.slice(0, SHOWN_IDS);
  const more = rules.length - shown.length;
  return [
    `${INDENT}and for the same reason`,
    ...shown.flatMap(({ id }) =>
      wrap(visible(id), room(paper) - 2).map((line) => `${INDENT}  ${line}`),
    ),
    ...(more > 0
      ? [
          `${INDENT}  ${paper.paint.dim(`${count(more, "more rule")}: see the report, or --verbose`)}`,
        ]
      : []),
  ];
}

function room({ width }: Paper): number {
  return width - INDENT.length;
}
