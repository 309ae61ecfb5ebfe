import { type Html, html } from "./html.ts";
import type { Sign } from "./mark.ts";

export interface StackPart {
  readonly kind: Sign;
  readonly n: number;
}

/** Widths are parts of it; the stylesheet stretches the picture. */
const WIDTH = 1000;
const HEIGHT = 8;
const GAP = 3;

/** Numbers as one bar of coloured pieces, for the eye only: the numbers themselves stand beside it. */
export function stack(parts: readonly StackPart[]): Html {
  const total = parts.reduce((sum, { n }) => sum + n, 0);
  const shown = parts.filter(({ n }) => n > 0);
  let x = 0;
  const pieces = shown.map(({ kind, n }) => {
    const width = (n / total) * WIDTH;
    const piece = html`<rect class="fill v-${kind}" x="${x.toFixed(1)}" width="${Math.max(width - GAP, GAP).toFixed(1)}" height="${HEIGHT}"/>`;
    x += width;
    return piece;
  });
  return html`<svg class="stack" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg>`;
}
