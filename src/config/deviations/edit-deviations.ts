import { type Document, isMap, isSeq, parseDocument, stringify, type YAMLSeq } from "yaml";
import type { Deviation } from "../../model/deviation.ts";
import { trimEnd } from "../../model/trim-end.ts";

export interface DeviationsEdit {
  readonly add: readonly Deviation[];
  readonly remove: readonly Pick<Deviation, "rule" | "binding" | "signature" | "because">[];
}

/** Lines are not folded: a reason is one line, however long. */
const PLAIN = { lineWidth: 0 } as const;

/**
 * The text of a deviations file with entries added at its end and others removed. What stays is kept
 * to the letter, with its comments, order and spelling; the comment right above an entry goes with it.
 *
 * @param text a valid deviations file
 */
export function editDeviations(text: string, edit: DeviationsEdit): string {
  if (edit.add.length + edit.remove.length === 0) return text;
  const document = parseDocument(text);
  const list = document.get("deviations");
  if (!isSeq(list)) return text;
  const gone = list.items.flatMap((item, index) =>
    isMap(item) && edit.remove.some((entry) => isEntry(item.toJSON(), entry)) ? [index] : [],
  );
  if (list.flow && list.items.length > 0) return editFlow(document, list, gone, edit.add);
  return list.flow
    ? replaceEmpty(text, list, edit.add)
    : editBlock(text, list, new Set(gone), edit.add);
}

/** The text of a new deviations file. */
export function newDeviations(entries: readonly Deviation[], schema: string): string {
  const comment = [
    `# yaml-language-server: $schema=${schema}`,
    "# Failures that are known and accepted for now. Their rules still run; remove an entry when its rule passes.",
  ];
  const list = entries.length === 0 ? " []\n" : `\n${rendered(entries, "  ")}`;
  return `${comment.join("\n")}\ndeviations:${list}`;
}

function isEntry(item: Deviation, entry: DeviationsEdit["remove"][number]): boolean {
  const fields = ["rule", "binding", "signature", "because"] as const;
  return fields.every((field) => item[field] === entry[field]);
}

/** A list between brackets is one sentence: it is written anew. */
function editFlow(
  document: Document,
  list: YAMLSeq,
  gone: readonly number[],
  add: readonly Deviation[],
): string {
  for (const index of gone.toReversed()) list.delete(index);
  for (const entry of add) list.add(document.createNode(entry));
  return document.toString(PLAIN);
}

/** `[]`, and what stands behind it. */
function replaceEmpty(text: string, list: YAMLSeq, add: readonly Deviation[]): string {
  const [start = 0, end = 0] = list.range ?? [];
  const next = endOfLine(text, end);
  const rest = text.slice(end, next);
  return `${text.slice(0, start).trimEnd()}${rest.trimEnd()}\n${rendered(add, "  ")}${text.slice(next)}`;
}

/** Whole lines are cut and added, so that nothing else can move. */
function editBlock(
  text: string,
  list: YAMLSeq,
  gone: ReadonlySet<number>,
  add: readonly Deviation[],
): string {
  const spans = list.items.map((item) => spanOf(text, item));
  const last = spans.at(-1)?.end ?? text.length;
  const indent = indentBefore(text, spans[0]?.dash ?? 0);
  const before = text.slice(0, spans[0]?.start ?? last);
  const kept = spans.map(({ start, end }, index) => {
    const gap = text.slice(end, spans[index + 1]?.start ?? end);
    return gone.has(index) ? "" : `${text.slice(start, end)}${gap}`;
  });
  const isEmpty = add.length === 0 && gone.size === spans.length;
  const head = isEmpty ? before.replace(/deviations:(?=\s*(#.*)?\s*$)/, "deviations: []") : before;
  const body = kept.join("");
  const isCut = gone.has(spans.length - 1) || !body.endsWith("\n");
  const joined = body !== "" && isCut ? `${body.trimEnd()}\n` : body;
  return `${head}${joined}${rendered(add, indent)}${text.slice(last)}`;
}

/** The blanks in front of a place. */
function indentBefore(text: string, at: number): string {
  const before = text.slice(0, at);
  return before.slice(trimEnd(before, " \t").length);
}

interface Span {
  /** Of the first line that belongs to the item: a comment right above it, or its dash. */
  readonly start: number;
  readonly dash: number;
  /** Behind the line feed of its last line. */
  readonly end: number;
}

function spanOf(text: string, item: unknown): Span {
  const [content = 0, valueEnd = 0] = (item as { readonly range?: readonly number[] }).range ?? [];
  const dash = text.lastIndexOf("-", content);
  let start = text.lastIndexOf("\n", dash) + 1;
  while (start > 0) {
    const above = text.lastIndexOf("\n", start - 2) + 1;
    if (!/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  // A block of text ends behind its own line feed.
  const end = text[valueEnd - 1] === "\n" ? valueEnd : endOfLine(text, valueEnd);
  return { start, dash, end };
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf("\n", from);
  return found === -1 ? text.length : found + 1;
}

function rendered(entries: readonly Deviation[], indent: string): string {
  if (entries.length === 0) return "";
  return stringify(entries, PLAIN).replace(/^(?=.)/gm, indent);
}
