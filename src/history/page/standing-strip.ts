import { type Html, html } from "../../../reporters/html/html.ts";
import { SIGNS } from "../../../reporters/html/mark.ts";
import type { Point, Standing } from "../history.ts";
import { minuteOf } from "../instants.ts";

const WIDEST = 12;
const NARROWEST = 3;
const WHOLE = 260;
const HEIGHT = 18;
/** What does not fail is lower, so that it can be told without its colour. */
const LOW: Readonly<Partial<Record<Standing, number>>> = {
  pass: 6,
  observed: 6,
  inconclusive: 11,
  "not-applicable": 2,
  absent: 2,
};

/** How a rule stood in each run of its target, as a row of bars; for the eye: the dates stand beside it. */
export function standingStrip(standings: readonly Standing[], points: readonly Point[]): Html {
  const step = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(WHOLE / standings.length)));
  const bars = standings.map((standing, at) => {
    const height = LOW[standing] ?? HEIGHT;
    const when = minuteOf(points[at]?.startedAt ?? "");
    return html`<rect class="fill v-${standing}" x="${at * step}" y="${HEIGHT - height}" width="${step - 1}" height="${height}"><title>${when}: ${SIGNS[standing].word}</title></rect>`;
  });
  const width = standings.length * step;
  return html`<svg class="strip" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" aria-hidden="true">${bars}</svg>`;
}
