import { visible } from "../../reporters/text/visible.ts";
import { wrap } from "../../reporters/text/wrap.ts";
import type { Rule } from "../model/rule.ts";

const LEVEL_WIDTH = 8;
/** The names of rules get so much of a line at most. */
const NAME_SHARE = 0.45;

/** Rules of one operation as lines of at most `width` columns: level, the last part of the id, title. */
export function operationLines(rules: readonly Rule[], width: number): readonly string[] {
  const rows = rules.map(({ id, level, title }) => [
    level,
    id.slice(id.lastIndexOf(".") + 1),
    title,
  ]);
  return fitted(rows, width);
}

/**
 * Rows of two or three cells: the first two as columns, the last wrapped beside them; below where the names leave
 * it no room.
 */
function fitted(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const names = rows.map(([, name = ""]) => name.length);
  const nameWidth = Math.min(Math.max(...names, 0) + 2, Math.floor(width * NAME_SHARE));
  const room = width - LEVEL_WIDTH - nameWidth;
  return rows.flatMap(([level = "", name = "", title = ""]) => {
    const lines = wrap(visible(title), room);
    const head = `${level.padEnd(LEVEL_WIDTH)}${visible(name)}`;
    const beside = head.length < LEVEL_WIDTH + nameWidth;
    const blank = " ".repeat(LEVEL_WIDTH + nameWidth);
    const [first = "", ...rest] = lines;
    return [
      ...(beside
        ? [`${head.padEnd(LEVEL_WIDTH + nameWidth)}${first}`]
        : [head, `${blank}${first}`]),
      ...rest.map((line) => `${blank}${line}`),
    ];
  });
}

/** Rows whose last cell is wrapped so that no line is longer than `width`, where there is room for it. */
export function tableFitting(rows: readonly (readonly string[])[], width: number): string {
  const columns = Math.max(...rows.map((row) => row.length), 0);
  const widths = Array.from({ length: columns - 1 }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const before = widths.reduce((sum, one) => sum + one + 2, 0);
  const room = Math.max(width - before, Math.floor(width * NAME_SHARE));
  return rows
    .flatMap((row) => {
      const cells = row.slice(0, -1).map((cell, column) => `${cell.padEnd(widths[column] ?? 0)}  `);
      const [first = "", ...rest] = wrap(visible(row.at(-1) ?? ""), room);
      return [`${cells.join("")}${first}`, ...rest.map((line) => `${" ".repeat(before)}${line}`)];
    })
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Columns as wide as their widest cell, but for the last, a row a line. */
export function table(rows: readonly (readonly string[])[]): string {
  return tableFitting(rows, Number.MAX_SAFE_INTEGER);
}
