import { type Html, html } from "../../../reporters/html/html.ts";
import { mark, SIGNS } from "../../../reporters/html/mark.ts";
import type { Section } from "../../../reporters/html/page-frame.ts";
import { count } from "../../../reporters/text/count.ts";
import type { Break, History, Point, RuleHistory, Standing, TargetHistory } from "../history.ts";
import { minuteOf } from "../instants.ts";
import { circumstanceWords } from "./circumstance-words.ts";

/** When each rule broke and was mended, and which came and went. */
export function brokenSection({ targets }: History): Section {
  const several = targets.length > 1;
  const some = targets.filter(({ troubled }) => troubled.length > 0);
  const body =
    some.length === 0
      ? html`<p>No rule ever failed.</p>`
      : html`<p class="quiet">What is broken now stands first. A rule breaks with the first run in which it fails, and is mended with the first after it in which it holds; a run that could not judge it does neither.</p>
${some.map((target) => table(target, several))}`;
  return { id: "broken", title: "Broken and mended", body };
}

function table({ name, points, troubled }: TargetHistory, several: boolean): Html {
  return html`${several && html`<h3>${name}</h3>`}<div class="scroll" tabindex="0" role="region" aria-label="Rules of ${name} that broke"><table class="broken">
<thead><tr><th scope="col">Rule</th><th scope="col">Run by run</th><th scope="col">Held last</th><th scope="col">Broke</th><th scope="col">Bad last</th><th scope="col">Mended</th></tr></thead>
<tbody>${troubled.map((rule) => ruleRows(rule, points))}</tbody></table></div>
`;
}

function ruleRows(rule: RuleHistory, points: readonly Point[]): Html {
  const { breaks } = rule;
  const height = Math.max(1, breaks.length);
  const head = html`<th scope="row" rowspan="${height}">${rule.title}<br><span class="quiet"><span class="level">${rule.level}</span> <code>${rule.id}</code></span>${flaky(rule)}</th><td rowspan="${height}">${standingStrip(rule.standings, points)}</td>`;
  if (breaks.length === 0) {
    return html`<tr>${head}<td colspan="4">Never failed every time.</td></tr>
`;
  }
  return html`${breaks.map(
    (one, at) => html`<tr>${at === 0 && head}${breakCells(one, points)}</tr>
`,
  )}`;
}

function flaky({ isFlaky, flakyRuns, breaks }: RuleHistory): Html | false {
  if (!isFlaky) return false;
  const why = [
    breaks.length > 1 ? `it broke ${breaks.length} times` : "",
    flakyRuns > 0 ? `it failed now and then within ${count(flakyRuns, "run")}` : "",
  ].filter(Boolean);
  return html`<br>${mark("warning", "flaky")} <span class="quiet">${why.join(", ")}</span>`;
}

function breakCells(one: Break, points: readonly Point[]): Html {
  const when = (at: number | null): string => minuteOf(points[at ?? -1]?.startedAt ?? "");
  const also = circumstanceWords(one.alsoChanged);
  return html`<td>${one.held === null ? html`<span class="quiet">not seen to hold before</span>` : when(one.held)}</td><td>${when(one.firstBad)}${also && html`<br><span class="quiet">with ${also}</span>`}</td><td>${when(one.lastBad)}</td><td>${
    one.mended === null
      ? mark(one.isKnown ? "known" : "violated", one.isKnown ? "known, still fails" : "still fails")
      : mark("pass", when(one.mended))
  }</td>`;
}

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
function standingStrip(standings: readonly Standing[], points: readonly Point[]): Html {
  const step = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(WHOLE / standings.length)));
  const bars = standings.map((standing, at) => {
    const height = LOW[standing] ?? HEIGHT;
    const when = minuteOf(points[at]?.startedAt ?? "");
    return html`<rect class="fill v-${standing}" x="${at * step}" y="${HEIGHT - height}" width="${step - 1}" height="${height}"><title>${when}: ${SIGNS[standing].word}</title></rect>`;
  });
  const width = standings.length * step;
  return html`<svg class="strip" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" aria-hidden="true">${bars}</svg>`;
}
