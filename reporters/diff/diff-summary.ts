import pc from "picocolors";
import {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  type DiffReport,
  type TargetDiff,
} from "../../src/model/diff.ts";
import { count } from "../text/count.ts";
import { labelled } from "../text/labelled.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/wrap.ts";
import { diffItem } from "./diff-item.ts";
import { andMore, type DiffPaper } from "./diff-paper.ts";
import {
  changesOf,
  comparedName,
  editionMove,
  headline,
  isWorse,
  KIND_WORDS,
  outcomeMove,
  reasons,
  runWords,
  TONE_MARK,
  toneOf,
  transition,
  unchangedWords,
} from "./diff-words.ts";
import { groupChanges } from "./group-changes.ts";

export interface DiffSummaryOptions {
  readonly color: boolean;
  /** Columns of the terminal; default 80. */
  readonly width?: number;
  /** Every change, instead of the first ones of each kind. */
  readonly verbose?: boolean;
  /** Where the reports are, as the user wrote it. */
  readonly paths?: { readonly old: string; readonly new: string };
}

const DEFAULT_WIDTH = 80;
const NARROWEST = 40;
const LABEL_WIDTH = 10;
/** How many changes of a kind are shown without `verbose`. */
const SHOWN = 10;

/**
 * What changed between two reports, for a person at a terminal: for each target what got worse in one
 * line, then the changes by kind, regressions first with their evidence. Ends with a line feed. Strings
 * from servers are shown with everything invisible escaped.
 */
export function diffSummary(diff: DiffReport, options: DiffSummaryOptions): string {
  const { color, width = DEFAULT_WIDTH, verbose = false, paths } = options;
  const paper = {
    paint: pc.createColors(color),
    width: Math.max(width, NARROWEST),
    shown: verbose ? Number.POSITIVE_INFINITY : SHOWN,
  };
  const lines = [
    "",
    ...diff.targets.flatMap((target) => [...ofTarget(target, paper), ""]),
    ...closing(diff, paths, paper),
  ];
  return `${lines.join("\n")}\n`;
}

function ofTarget(target: TargetDiff, paper: DiffPaper): readonly string[] {
  const { paint, width } = paper;
  const worse = isWorse(target);
  const name = `${worse ? "✘" : "✔"} ${visible(comparedName(target))}`;
  const [first = "", ...rest] = wrap(`${name}: ${headline(target)}`, width);
  const bold = paint.bold(worse ? paint.red(name) : paint.green(name));
  const asides = [
    `the outcome ${outcomeMove(target)}`,
    editionMove(target),
    unchangedWords(target),
  ];
  return [
    first.startsWith(name) ? `${bold}${first.slice(name.length)}` : first,
    ...rest.map((line) => `  ${line}`),
    ...asides
      .filter(Boolean)
      .flatMap((text) => wrap(visible(text), width - 2))
      .map((line) => `  ${paint.dim(line)}`),
    ...CHANGE_KINDS.flatMap((kind) => section(kind, changesOf(target, kind), paper)),
  ];
}

function section(
  kind: ChangeKind,
  changes: readonly Change[],
  paper: DiffPaper,
): readonly string[] {
  if (changes.length === 0) return [];
  const { telling, groups } = groupChanges(changes);
  return [
    "",
    `  ${paper.paint.bold(KIND_WORDS[kind].title)}`,
    ...telling.slice(0, paper.shown).flatMap((change) => diffItem(change, paper)),
    ...andMore(telling.length - paper.shown),
    ...groups.flatMap((group) => diffGroup(group, paper)),
  ];
}

function closing(
  diff: DiffReport,
  paths: DiffSummaryOptions["paths"],
  { paint, width }: DiffPaper,
): readonly string[] {
  const room = width - LABEL_WIDTH;
  const line = (label: string, text: string): readonly string[] =>
    labelled(label, wrap(visible(text), room), LABEL_WIDTH);
  const failure = diff.targets
    .flatMap(({ changes }) => changes)
    .find(({ kind, failures = [] }) => kind === "regressed" && failures.length > 0)?.failures?.[0];
  return [
    ...line("old", [...(paths ? [paths.old] : []), runWords(diff.old)].join(", ")),
    ...line("new", [...(paths ? [paths.new] : []), runWords(diff.new)].join(", ")),
    ...labelled(
      "note",
      diff.notes.flatMap(({ text }) => wrap(visible(text), room)),
      LABEL_WIDTH,
    ),
    ...labelled(
      "details",
      failure && paths ? [`assay replay ${visible(paths.new)} ${visible(failure.id)}`] : [],
      LABEL_WIDTH,
    ),
  ].map((text) => `${paint.dim(text.slice(0, LABEL_WIDTH))}${text.slice(LABEL_WIDTH)}`);
}

const INDENT = "    ";
const MAX_REASON = 300;

/** Changes that share their transition and reasons, for the terminal: these once, then each rule in a line. */
function diffGroup(
  changes: readonly [Change, ...Change[]],
  { paint, width, shown }: DiffPaper,
): readonly string[] {
  const [first] = changes;
  const why = reasons(first).map(
    ([label, text]) => `${label}: ${visible(truncate(text, MAX_REASON))}`,
  );
  const head = [`${count(changes.length, "rule")} ${transition(first)}`, ...why].join(", ");
  const [line = "", ...rest] = wrap(head, width - INDENT.length);
  return [
    `  ${TONE_MARK[toneOf(first)]} ${line}`,
    ...rest.map((text) => `${INDENT}${text}`),
    ...changes.slice(0, shown).map(({ rule, bindings }) => {
      const over = bindings.length > 0 ? paint.dim(` on ${visible(bindings.join(", "))}`) : "";
      return `${INDENT}${visible(rule)}${over}`;
    }),
    ...andMore(changes.length - shown),
  ];
}
