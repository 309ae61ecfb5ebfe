import { type Html, html } from "./html.ts";
import type { Sign } from "./mark.ts";

const SIDE = 13;
const STEP = 16;
const PER_ROW = 23;

/** One small square for each thing, in its order, in the colour of its verdict. */
export function waffle(
  label: string,
  squares: readonly { readonly name: string; readonly sign: Sign; readonly word: string }[],
): Html {
  const rows = Math.ceil(squares.length / PER_ROW);
  const shown = squares.map(
    ({ name, sign, word }, index) =>
      html`<rect class="fill v-${sign}" x="${(index % PER_ROW) * STEP}" y="${Math.floor(index / PER_ROW) * STEP}" width="${SIDE}" height="${SIDE}" rx="2"><title>${name}: ${word}</title></rect>`,
  );
  return html`<svg class="waffle" viewBox="0 0 ${PER_ROW * STEP} ${rows * STEP}" width="${PER_ROW * STEP}" height="${rows * STEP}" role="img" aria-label="${label}">${shown}</svg>`;
}
