import {
  CHANGE_KINDS,
  type Change,
  type DiffReport,
  type TargetDiff,
} from "../../src/model/diff.ts";
import { type Block, fitBlocks } from "../markdown/fit-blocks.ts";
import { count, thousands } from "../text/count.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { formatCase } from "../text/format-case.ts";
import { inlineCode } from "../text/inline-code.ts";
import { markdownTable } from "../text/markdown-table.ts";
import { truncate } from "../text/truncate.ts";
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
  statementWords,
  TONE_MARK,
  toneOf,
  transition,
  unchangedWords,
} from "./diff-words.ts";
import { groupChanges } from "./group-changes.ts";

/** What a comment on GitHub takes, in UTF-8 bytes. */
const COMMENT_BYTES = 65_536;
/** Room for the note that something was left out. */
const NOTE_BYTES = 256;
const MAX_VALUE = 300;

/**
 * What changed between two reports, in GitHub's Markdown, for a comment on a pull request or the summary
 * of a job: regressions first, with their evidence. What a server said is always code.
 */
export function diffMarkdown(
  diff: DiffReport,
  { maxBytes = COMMENT_BYTES }: { readonly maxBytes?: number } = {},
): string {
  const blocks: readonly Block[] = [
    { text: `# ${diff.regressed ? "✘" : "✔"} Assay: ${title(diff)}` },
    ...diff.notes.map(({ text }) => ({ text: `> ${inlineCode(truncate(text, MAX_VALUE))}` })),
    ...diff.targets.flatMap(ofTarget),
    { text: `---\n\n${origin(diff)}` },
  ];
  const { text, cut } = fitBlocks(blocks, maxBytes - NOTE_BYTES);
  const note = `**This document is shortened: ${count(cut, "block")} did not fit.** The whole is in the JSON format.`;
  return `${text}${cut > 0 ? `\n\n${note}` : ""}\n`;
}

function title({ targets }: DiffReport): string {
  const [only] = targets;
  if (only && targets.length === 1) {
    return `${escapeMarkdown(comparedName(only))}: ${headline(only)}`;
  }
  const worse = targets.filter(isWorse).length;
  return `${worse} of ${count(targets.length, "target")} got worse`;
}

function ofTarget(target: TargetDiff): readonly Block[] {
  const unchanged = unchangedWords(target);
  const editions = editionMove(target);
  return [
    { text: `## ${isWorse(target) ? "✘" : "✔"} ${escapeMarkdown(comparedName(target))}` },
    {
      text: `**${headline(target)}**; the outcome ${outcomeMove(target)}`,
    },
    ...(editions === "" ? [] : [{ text: escapeMarkdown(editions) }]),
    ...(unchanged === "" ? [] : [{ text: unchanged }]),
    ...CHANGE_KINDS.flatMap((kind): readonly Block[] => {
      const changes = changesOf(target, kind);
      if (changes.length === 0) return [];
      const heading = { text: `### ${KIND_WORDS[kind].title} (${thousands(target.counts[kind])})` };
      const { telling, groups } = groupChanges(changes);
      return [heading, ...telling.map(ofChange), ...groups.map(ofGroup)];
    }),
  ];
}

function ofChange(change: Change): Block {
  const head = `- ${TONE_MARK[toneOf(change)]} **${change.level}** ${escapeMarkdown(statementWords(change))} ${escapeMarkdown(change.title)}<br>${inlineCode(change.rule)}${over(change)}`;
  const move = change.kind === "behaviour-changed" ? "" : `: ${transition(change)}`;
  const facts = reasons(change).map(([label, text]) => `<br>${label} ${code(text)}`);
  const rows = factRows(change);
  const table =
    rows.length > 0 ? `\n\n${indented(markdownTable(["", "before", "now"], rows))}` : "";
  const short = `${head}${move}`;
  return { text: `${short}${facts.join("")}${table}${evidence(change)}`, short, detail: true };
}

/** Rules that share everything else, in one item. */
function ofGroup(changes: readonly [Change, ...Change[]]): Block {
  const [first] = changes;
  const facts = reasons(first).map(([label, text]) => `, ${label} ${code(text)}`);
  const head = `- ${TONE_MARK[toneOf(first)]} ${count(changes.length, "rule")}: ${transition(first)}${facts.join("")}`;
  const rules = changes.map((change) => `<br>${inlineCode(change.rule)}${over(change)}`);
  return { text: `${head}${rules.join("")}`, short: head, detail: true };
}

function over({ bindings }: Change): string {
  return bindings.length > 0 ? ` on ${bindings.map(inlineCode).join(", ")}` : "";
}

function factRows({ behaviour = [] }: Change): readonly (readonly string[])[] {
  return behaviour.map(({ what, old, new: now }) => [
    code(what),
    old === null ? "—" : code(old),
    now === null ? "—" : code(now),
  ]);
}

/** The first failure: what was sent, expected, answered. */
function evidence({ failures = [] }: Change): string {
  const [failure] = failures;
  if (!failure) return "";
  const lines = (texts: readonly string[]) => texts.map(code).join("<br>");
  const rows = [
    ["smallest case", lines(formatCase(failure.counterexample))],
    ["expected", lines(failure.expected)],
    ["actual", code(failure.actual)],
    ["failure", inlineCode(failure.id)],
  ].filter(([, cell]) => cell !== "");
  return `\n\n${indented(markdownTable(["", ""], rows))}`;
}

function code(text: string): string {
  return inlineCode(truncate(text, MAX_VALUE));
}

/** Inside of the list item before it. */
function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}

function origin({ old, new: now, tool }: DiffReport): string {
  return [
    `${tool.name} ${escapeMarkdown(tool.version)}`,
    `old: ${inlineCode(runWords(old))}`,
    `new: ${inlineCode(runWords(now))}`,
  ].join(" · ");
}
