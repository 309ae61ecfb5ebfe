import { type Html, html } from "../../../reporters/html/html.ts";
import type { Point } from "../history.ts";
import { shortly } from "../instants.ts";

/** A picture whose columns are runs. */
export interface Plot {
  /** The greatest value that it shows. */
  readonly most: number;
  /** Where the column of a point begins. */
  readonly left: (at: number) => number;
  /** How wide it is drawn. */
  readonly width: number;
  /** Where a value is. */
  readonly y: (value: number) => number;
  /** The picture with axes around what is drawn in it. */
  readonly drawn: (content: readonly Html[]) => Html;
}

export interface PlotOptions {
  /** What a screen reader says of it; the numbers stand beside it. */
  readonly label: string;
  readonly most: number;
  /** Values with a line and a number; 0 always has one. */
  readonly ticks: readonly number[];
  /** Behind each number: ` %`. */
  readonly unit: string;
}

const LEFT = 48;
const RIGHT = 40;
const TOP = 10;
const HEIGHT = 120;
const BELOW = 26;
const BASELINE = 4;
/** Few runs stand as far apart, many as close as this, in a picture of about this width. */
const WIDEST = 28;
const NARROWEST = 4;
const WHOLE = 900;
/** So many dates stand below the picture, at most. */
const MOST_DATES = 6;

/** Axes, lines and dates for some points; what they show is drawn by the caller. */
export function plotFrame(points: readonly Point[], options: PlotOptions): Plot {
  const { label, most, ticks, unit } = options;
  const step = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(WHOLE / points.length)));
  const gap = step > NARROWEST * 2 ? 2 : 1;
  const right = LEFT + points.length * step;
  const left = (at: number): number => LEFT + at * step;
  const y = (value: number): number => TOP + HEIGHT - (value / most) * HEIGHT;
  const lines = [...new Set([0, ...ticks])].map(
    (tick) =>
      html`<path class="rule-line" d="M${LEFT} ${y(tick).toFixed(1)}H${right}"/><text x="${LEFT - 6}" y="${(y(tick) + BASELINE).toFixed(1)}" text-anchor="end">${tick}${unit}</text>`,
  );
  return {
    ...{ most, left, y, width: step - gap },
    drawn: (content) =>
      html`<svg class="plot matrix-picture" role="img" aria-label="${label}" viewBox="0 0 ${right + RIGHT} ${TOP + HEIGHT + BELOW}" width="${right + RIGHT}" height="${TOP + HEIGHT + BELOW}">${lines}${content}${dates(points, left, step)}</svg>`,
  };
}

/** The first and the last, and some between, far enough from one another. */
function dates(
  points: readonly Point[],
  left: (at: number) => number,
  step: number,
): readonly Html[] {
  const room = 72;
  const every = Math.max(Math.ceil(points.length / MOST_DATES), Math.ceil(room / step));
  const words = shortly(points.map(({ startedAt }) => startedAt));
  return words.flatMap((word, at) =>
    at % every === 0
      ? [
          html`<text x="${left(at) + step / 2}" y="${TOP + HEIGHT + BELOW - 8}" text-anchor="middle">${word}</text>`,
        ]
      : [],
  );
}
