import { type Html, html } from "../../../reporters/html/html.ts";
import { SIGNS } from "../../../reporters/html/mark.ts";
import type { Section } from "../../../reporters/html/page-frame.ts";
import { count } from "../../../reporters/text/count.ts";
import type { History, Point, TargetHistory } from "../history.ts";
import { minuteOf } from "../instants.ts";
import { circumstanceWords } from "./circumstance-words.ts";
import { countsPlot, TROUBLES, troubled } from "./counts-plot.ts";
import { judgedPlot } from "./judged-plot.ts";

/** How the counts of each target went, run by run, as pictures and as numbers. */
export function trendSection({ targets }: History): Section {
  const body = html`${targets.map((target) => ofTarget(target, targets.length > 1))}`;
  return { id: "trend", title: "Trend", body };
}

function ofTarget({ name, points }: TargetHistory, several: boolean): Html {
  const runs = count(points.length, "run");
  const isCalm = points.every((point) => troubled(point) === 0);
  return html`${several && html`<h3>${name}</h3>`}<div class="plots">
<figure><figcaption>Rules that failed or were left open</figcaption>${
    isCalm
      ? html`<p>None, in ${runs}.</p>`
      : html`${countsPlot(`Rules of ${name} that failed or were left open, in ${runs}; the numbers are below`, points)}${key(occurring(points).map((kind) => [kind, SIGNS[kind].word]))}`
  }</figure>
<figure><figcaption>MUST rules: judged, and holding, of all that there are</figcaption>${judgedPlot(`MUST rules of ${name} that were judged and that hold, in ${runs}; the numbers are below`, points)}${key(
    [
      ["pass", "hold"],
      ["violated", "judged, and do not hold"],
    ],
  )}</figure>
</div>
<details class="fold"><summary>The numbers of ${name}</summary>${numbers(name, points)}</details>
`;
}

function occurring(points: readonly Point[]): readonly (typeof TROUBLES)[number][] {
  return TROUBLES.filter((kind) => points.some(({ counts }) => (counts[kind] ?? 0) > 0));
}

function key(kinds: readonly (readonly [kind: string, words: string])[]): Html {
  return html`<ul class="legend key">${kinds.map(([kind, words]) => html`<li class="v-${kind}"><svg class="swatch" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><rect class="fill" width="10" height="10"/></svg> ${words}</li>`)}</ul>`;
}

function numbers(name: string, points: readonly Point[]): Html {
  const columns = [...TROUBLES, "pass", "observed", "not-applicable"] as const;
  const rows = points.map(
    ({ startedAt, counts, must, alsoChanged }) =>
      html`<tr><th scope="row">${minuteOf(startedAt)}</th>${columns.map((kind) => html`<td class="number">${counts[kind] ?? 0}</td>`)}<td class="number">${must.hold}</td><td class="number">${must.judged}</td><td class="number">${must.all}</td><td>${circumstanceWords(alsoChanged)}</td></tr>
`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Numbers of ${name}, run by run"><table>
<thead><tr><th scope="col">Run (UTC)</th>${columns.map((kind) => html`<th scope="col" class="number">${SIGNS[kind].word}</th>`)}<th scope="col" class="number">MUST hold</th><th scope="col" class="number">MUST judged</th><th scope="col" class="number">MUST in all</th><th scope="col">Changed with it</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}
