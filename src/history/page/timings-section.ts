import { type Html, html } from "../../../reporters/html/html.ts";
import type { Section } from "../../../reporters/html/page-frame.ts";
import type { History, Point, TargetHistory, TimingTrend } from "../history.ts";
import { minuteOf } from "../instants.ts";

const WIDTH = 220;
const HEIGHT = 28;
const EDGE = 3;
const HUNDRED = 100;
const TEN = 10;

/** How long each operation took over each binding, run by run. */
export function timingsSection({ targets }: History): Section {
  const several = targets.length > 1;
  const body = html`<p class="quiet">Medians, from sending a request to the last byte of its answer. For information: no verdict depends on it, and another machine or network measures otherwise.</p>
${targets.map((target) => target.timings.length > 0 && table(target, several))}`;
  return { id: "timings", title: "Timings", body };
}

/** True where any run measured something. */
export function hasTimings({ targets }: History): boolean {
  return targets.some(({ timings }) => timings.length > 0);
}

function table({ name, points, timings }: TargetHistory, several: boolean): Html {
  const rows = timings.map((trend, at) => {
    const known = trend.medians.filter((ms) => ms !== null);
    const [first = 0, last = 0] = [known[0], known.at(-1)];
    const repeated = timings[at - 1]?.operation === trend.operation;
    return html`<tr><th scope="row"${repeated && html` class="repeated"`}>${trend.operation}</th><td>${trend.binding}</td><td class="number">${milliseconds(first)}</td><td class="number">${milliseconds(Math.min(...known))}</td><td class="number">${milliseconds(Math.max(...known))}</td><td class="number">${milliseconds(last)}</td><td>${line(trend, points)}</td></tr>
`;
  });
  return html`${several && html`<h3>${name}</h3>`}<div class="scroll" tabindex="0" role="region" aria-label="Timings of ${name}, run by run"><table class="timings">
<thead><tr><th scope="col">Operation</th><th scope="col">Binding</th><th scope="col" class="number">First</th><th scope="col" class="number">Least</th><th scope="col" class="number">Most</th><th scope="col" class="number">Last</th><th scope="col">Run by run, from 0</th></tr></thead>
<tbody>${rows}</tbody></table></div>
`;
}

/** The medians of an operation, on a scale of its own that begins at 0; a gap where it was not measured. */
function line({ medians }: TimingTrend, points: readonly Point[]): Html {
  const most = Math.max(Number.MIN_VALUE, ...medians.map((ms) => ms ?? 0));
  const step = (WIDTH - 2 * EDGE) / Math.max(1, medians.length - 1);
  const x = (at: number): string => (EDGE + at * step).toFixed(1);
  const y = (ms: number): string => (HEIGHT - EDGE - (ms / most) * (HEIGHT - 2 * EDGE)).toFixed(1);
  const path = medians
    .map((ms, at) => {
      if (ms === null) return "";
      const isFirst = at === 0 || medians[at - 1] === null;
      return `${isFirst ? "M" : "L"}${x(at)} ${y(ms)}`;
    })
    .join("");
  const dots = medians.map((ms, at) => {
    const when = minuteOf(points[at]?.startedAt ?? "");
    return (
      ms !== null &&
      html`<circle cx="${x(at)}" cy="${y(ms)}" r="1.8"><title>${when}: ${milliseconds(ms)}</title></circle>`
    );
  });
  return html`<svg class="range trend" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true"><path d="${path}"/>${dots}</svg>`;
}

function milliseconds(ms: number): string {
  const digits = ms >= HUNDRED ? 0 : ms >= TEN ? 1 : 2;
  return `${ms.toFixed(digits)} ms`;
}
