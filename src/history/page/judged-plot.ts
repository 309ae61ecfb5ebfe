import { type Html, html } from "../../../reporters/html/html.ts";
import type { MustCounts, Point } from "../history.ts";
import { minuteOf } from "../instants.ts";
import { plotFrame } from "./plot-frame.ts";

const WHOLE = 100;
const HALF = 50;

/** How many of all MUST rules were judged, and how many of them hold, in percent, run by run. */
export function judgedPlot(label: string, points: readonly Point[]): Html {
  const plot = plotFrame(points, { label, most: WHOLE, ticks: [WHOLE, HALF], unit: " %" });
  const columns = points.map(({ startedAt, must }, at) => {
    const piece = (kind: string, n: number): Html => {
      const top = plot.y(percent(n, must));
      return html`<rect class="fill ${kind}" x="${plot.left(at)}" y="${top.toFixed(1)}" width="${plot.width}" height="${(plot.y(0) - top).toFixed(1)}"/>`;
    };
    return html`<g>${piece("v-violated", must.judged)}${piece("v-pass", must.hold)}<title>${minuteOf(startedAt)}: ${mustWords(must)}</title></g>`;
  });
  return plot.drawn(columns);
}

/** `23 hold of 25 judged of 160`. */
export function mustWords({ hold, judged, all }: MustCounts): string {
  return `${hold} hold of ${judged} judged of ${all}`;
}

function percent(n: number, { all }: MustCounts): number {
  return all === 0 ? 0 : (n / all) * WHOLE;
}
