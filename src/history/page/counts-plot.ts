import { type Html, html } from "../../../reporters/html/html.ts";
import { SIGNS } from "../../../reporters/html/mark.ts";
import type { Point, Standing } from "../history.ts";
import { minuteOf } from "../instants.ts";
import { circumstanceWords } from "./circumstance-words.ts";
import { type Plot, plotFrame } from "./plot-frame.ts";

/** From the bottom up: what weighs most stands on the ground, where it can be compared. */
export const TROUBLES = [
  "violated",
  "known",
  "warning",
  "inconclusive",
] as const satisfies readonly Standing[];

/** How many rules failed, or were left open, run by run: a column each, on a scale of their own. */
export function countsPlot(label: string, points: readonly Point[]): Html {
  const most = Math.max(1, ...points.map(troubled));
  const plot = plotFrame(points, { label, most, ticks: [most, Math.floor(most / 2)], unit: "" });
  return plot.drawn(points.map((point, at) => column(point, plot, at)));
}

/** How many rules of a point are not as they should be. */
export function troubled({ counts }: Point): number {
  return TROUBLES.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
}

function column(point: Point, plot: Plot, at: number): Html {
  let below = 0;
  const pieces = TROUBLES.map((kind) => {
    const n = point.counts[kind] ?? 0;
    if (n === 0) return null;
    const [bottom, top] = [plot.y(below), plot.y(below + n)];
    below += n;
    return html`<rect class="fill v-${kind}" x="${plot.left(at)}" y="${top.toFixed(1)}" width="${plot.width}" height="${(bottom - top).toFixed(1)}"/>`;
  });
  const also = circumstanceWords(point.alsoChanged);
  const mark =
    also !== "" &&
    html`<path class="changed" d="M${plot.left(at) - 1} ${plot.y(plot.most)}V${plot.y(0)}"><title>${also} with this run</title></path>`;
  return html`<g>${mark}${pieces}<title>${minuteOf(point.startedAt)}: ${countWords(point)}${also && `; ${also} with it`}</title></g>`;
}

/** `2 fail, 1 inconclusive`; `nothing failed` where none did. */
export function countWords({ counts }: Point): string {
  const said = TROUBLES.flatMap((kind) => {
    const n = counts[kind] ?? 0;
    return n > 0 ? [`${n} ${SIGNS[kind].word}`] : [];
  });
  return said.join(", ") || "nothing failed or was left open";
}
