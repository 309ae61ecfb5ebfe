import type { Change } from "../../src/model/diff.ts";
import { groupFailures } from "../group-failures.ts";
import { formatCase } from "../text/format-case.ts";
import { labelled } from "../text/labelled.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/wrap.ts";
import type { DiffPaper } from "./diff-paper.ts";
import { reasons, statementWords, TONE_MARK, type Tone, toneOf, transition } from "./diff-words.ts";

const INDENT = "    ";
const LABEL_WIDTH = 10;
const MAX_VALUE = 300;

/** One change for the terminal: the rule, over which bindings, from what to what, why, and how it fails. */
export function diffItem(change: Change, paper: DiffPaper): readonly string[] {
  const { paint, width } = paper;
  const tone = toneOf(change);
  const head = `${change.level} ${statementWords(change)}  ${change.title}`;
  const [first = "", ...rest] = wrap(visible(head), width - INDENT.length);
  const over = change.bindings.length > 0 ? ` on ${visible(change.bindings.join(", "))}` : "";
  const move = change.kind === "behaviour-changed" ? "" : `: ${transition(change)}`;
  return [
    `  ${painted(tone, paper)(TONE_MARK[tone])} ${first}`,
    ...rest.map((line) => `${INDENT}${line}`),
    `${INDENT}${visible(change.rule)}${paint.dim(`${over}${move}`)}`,
    ...facts(change).flatMap(([label, texts]) => labels(label, texts, paper)),
  ];
}

function painted(tone: Tone, { paint }: DiffPaper): (text: string) => string {
  return { bad: paint.red, unsure: paint.yellow, good: paint.green, plain: paint.dim }[tone];
}

/** What there is to say beside the verdicts, each with its label. */
function facts(change: Change): readonly (readonly [string, readonly string[]])[] {
  const [first, ...more] = groupFailures(change.failures ?? []);
  const failure = first?.failure;
  return [
    ...reasons(change).map(([label, text]) => [label, [text]] as const),
    ...(change.behaviour ?? []).flatMap(
      ({ what, old, new: now }) =>
        [
          ["tried", [what]],
          ["before", [old ?? "not seen"]],
          ["now", [now ?? "not seen"]],
        ] as const,
    ),
    ...(failure
      ? ([
          ["case", formatCase(failure.counterexample)],
          ["expected", failure.expected],
          ["actual", [failure.actual]],
        ] as const)
      : []),
    ...more.map(({ failure: { actual }, bindings }): readonly [string, readonly string[]] => [
      "also",
      [`on ${bindings.join(", ")}: ${actual}`],
    ]),
  ];
}

function labels(
  label: string,
  texts: readonly string[],
  { paint, width }: DiffPaper,
): readonly string[] {
  const room = width - INDENT.length - LABEL_WIDTH;
  const lines = texts.flatMap((text) => wrap(visible(truncate(text, MAX_VALUE)), room));
  return labelled(label, lines, LABEL_WIDTH).map(
    (line) => `${INDENT}${paint.dim(line.slice(0, LABEL_WIDTH))}${line.slice(LABEL_WIDTH)}`,
  );
}
