import { count } from "../text/count.ts";
import { type Html, html } from "./html.ts";

export interface DotMatrix {
  /** What a screen reader says of the picture; the numbers are in a list beside it. */
  readonly label: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** How often; 0 shows a place that was not reached. */
  readonly at: (row: number, column: number) => number;
  /** Column labels stand slanted above long names, upright above short ones. */
  readonly slanted: boolean;
  /** Whether places that were not reached are shown. */
  readonly showEmpty: boolean;
}

const CELL = 20;
const SMALLEST = 2.5;
const LARGEST = 8;
const ROW_LABELS = 216;
const UPRIGHT = 22;
const SLANTED = 128;
/** So far the last slanted label reaches to the right. */
const OVERHANG = 96;
const BASELINE = 4;

/** A table of numbers as dots: the more often, the larger, on a logarithmic scale. */
export function dotMatrix({ label, rows, columns, at, slanted, showEmpty }: DotMatrix): Html {
  const values = rows.flatMap((_, row) => columns.map((__, column) => at(row, column)));
  const most = Math.log1p(Math.max(1, ...values));
  const top = slanted ? SLANTED : UPRIGHT;
  const width = ROW_LABELS + columns.length * CELL + (slanted ? OVERHANG : CELL);
  const height = top + rows.length * CELL;
  const x = (column: number): number => ROW_LABELS + (column + 1 / 2) * CELL;
  const y = (row: number): number => top + (row + 1 / 2) * CELL;
  const dot = (row: number, column: number): Html | false => {
    const times = at(row, column);
    if (times === 0) {
      return (
        showEmpty && html`<circle class="empty" cx="${x(column)}" cy="${y(row)}" r="${SMALLEST}"/>`
      );
    }
    const radius = SMALLEST + (Math.log1p(times) / most) * (LARGEST - SMALLEST);
    return html`<circle class="dot-fill" cx="${x(column)}" cy="${y(row)}" r="${radius.toFixed(1)}"><title>${rows[row]}, ${columns[column]}: ${count(times, "time")}</title></circle>`;
  };
  const lines = rows.map(
    (name, row) =>
      html`<line class="rule-line" x1="${ROW_LABELS}" x2="${ROW_LABELS + columns.length * CELL}" y1="${y(row)}" y2="${y(row)}"/><text x="${ROW_LABELS - CELL / 2}" y="${y(row) + BASELINE}" text-anchor="end">${name}</text>`,
  );
  const heads = columns.map((name, column) =>
    slanted
      ? html`<text transform="translate(${x(column) + BASELINE} ${top - BASELINE}) rotate(-50)">${name}</text>`
      : html`<text x="${x(column)}" y="${top - BASELINE}" text-anchor="middle">${name}</text>`,
  );
  return html`<svg class="matrix-picture" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">${lines}${heads}${rows.map((_, row) => columns.map((__, column) => dot(row, column)))}</svg>`;
}
