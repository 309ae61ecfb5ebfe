import type { TargetReport } from "../../src/model/report.ts";
import type { Timing } from "../../src/model/timing.ts";
import { thousands } from "../text/count.ts";
import { timingHints } from "../timing-hints.ts";
import { type Html, html } from "./html.ts";
import type { PageContent } from "./page-content.ts";
import type { Section } from "./page-frame.ts";

const WIDTH = 120;
const HEIGHT = 14;
const MIDDLE = HEIGHT / 2;
/** What is faster looks the same. */
const FASTEST_MS = 0.1;

/** How long each operation took over each binding. */
export function timingsSection({ report, several }: PageContent): Section {
  const body = html`<p class="quiet">From sending a request to the last byte of its answer. For information: no verdict depends on it. What takes longer than the target's <code>limits.answerMs</code> is told of in the summary.</p>
${report.targets.map((target) => target.timings && [table(target, target.timings, several), hints(target)])}`;
  return { id: "timings", title: "Timings", body };
}

/** What they tell of the server. */
function hints(target: TargetReport): Html {
  return html`${timingHints(target).map(
    (one) => html`<p>${one}.</p>
`,
  )}`;
}

/** True where any target has timings. */
export function hasTimings({ report }: PageContent): boolean {
  return report.targets.some(({ timings = [] }) => timings.length > 0);
}

function table({ name }: TargetReport, timings: readonly Timing[], several: boolean): Html {
  const fastest = Math.max(FASTEST_MS, Math.min(...timings.map(({ medianMs }) => medianMs)));
  const slowest = Math.max(fastest + 1, ...timings.map(({ worstMs }) => worstMs));
  const rows = timings.map((timing, index) => {
    const { operation, binding, requests, medianMs, p95Ms, worstMs } = timing;
    const repeated = timings[index - 1]?.operation === operation;
    return html`<tr><th scope="row"${repeated && html` class="repeated"`}>${operation}</th><td>${binding}</td><td class="number">${thousands(requests)}</td><td class="number">${milliseconds(medianMs)}</td><td class="number">${milliseconds(p95Ms)}</td><td class="number">${milliseconds(worstMs)}</td><td>${range(timing, fastest, slowest)}</td></tr>
`;
  });
  return html`${several && html`<h3>${name}</h3>`}<div class="scroll" tabindex="0" role="region" aria-label="Timings of ${name}"><table class="timings">
<thead><tr><th scope="col">Operation</th><th scope="col">Binding</th><th scope="col" class="number">Requests</th><th scope="col" class="number">Median</th><th scope="col" class="number">95 %</th><th scope="col" class="number">Worst</th><th scope="col">Median to worst</th></tr></thead>
<tbody>${rows}</tbody></table></div>
`;
}

/** Median, p95 and worst on a logarithmic scale that all rows of the table share. */
function range({ medianMs, p95Ms, worstMs }: Timing, fastest: number, slowest: number): Html {
  const scale = Math.log(slowest / fastest);
  const at = (ms: number): string =>
    ((Math.log(Math.max(ms, fastest) / fastest) / scale) * (WIDTH - HEIGHT) + MIDDLE).toFixed(1);
  return html`<svg class="range" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true"><line class="thin" x1="${at(medianMs)}" x2="${at(worstMs)}" y1="${MIDDLE}" y2="${MIDDLE}"/><line class="thick" x1="${at(medianMs)}" x2="${at(p95Ms)}" y1="${MIDDLE}" y2="${MIDDLE}"/><circle cx="${at(medianMs)}" cy="${MIDDLE}" r="3"/></svg>`;
}

function milliseconds(ms: number): string {
  const hundred = 100;
  const ten = 10;
  const digits = ms >= hundred ? 0 : ms >= ten ? 1 : 2;
  return `${ms.toFixed(digits)} ms`;
}
