import { count } from "../text/count.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/wrap.ts";
import type { Paper } from "./summary-paper.ts";

const MAX_REASON = 300;
/** How many lines of a section are shown without `verbose`. */
const MOST_LINES = 8;

/** A heading and the first of some items, with how many more there are; nothing where there is none. */
export function section<T>(
  title: string,
  items: readonly T[],
  paper: Paper,
  lines: (item: T) => readonly string[],
): readonly string[] {
  return [
    ...heading(title, items.length, paper),
    ...first(items, MOST_LINES, "line", paper, lines),
  ];
}

/** A bold line after an empty one; nothing for none. */
export function heading(title: string, n: number, { paint, width }: Paper): readonly string[] {
  const indent = "  ";
  const lines = n > 0 ? wrap(title, width - indent.length) : [];
  return [...(n > 0 ? [""] : []), ...lines.map((line) => `${indent}${paint.bold(line)}`)];
}

/** The first items, and how many more there are. */
export function first<T>(
  items: readonly T[],
  shown: number,
  noun: string,
  { verbose, paint }: Paper,
  lines: (item: T) => readonly string[],
): readonly string[] {
  const some = verbose ? items : items.slice(0, shown);
  const more = items.length - some.length;
  const note =
    more > 0
      ? [`    ${paint.dim(`… ${count(more, `more ${noun}`)}: see the report, or --verbose`)}`]
      : [];
  return [...some.flatMap(lines), ...note];
}

/** A text behind its mark, in lines of the width of the paper. */
export function item(text: string, { width }: Paper, mark: string): readonly string[] {
  const indent = 4;
  const [start = "", ...rest] = wrap(visible(truncate(text, MAX_REASON)), width - indent);
  return [`  ${mark} ${start}`, ...rest.map((line) => `    ${line}`)];
}
