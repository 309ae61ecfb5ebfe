import { type Html, html } from "../../../reporters/html/html.ts";
import { outcomeMark } from "../../../reporters/html/outcome-mark.ts";
import type { Section } from "../../../reporters/html/page-frame.ts";
import { judgedShortly } from "../../../reporters/judged-words.ts";
import { count } from "../../../reporters/text/count.ts";
import type { History, TargetHistory } from "../history.ts";
import { minuteOf } from "../instants.ts";
import { pointWords } from "../point-words.ts";

/** The first screen: where each target stands now, and what came and went. */
export function overviewSection({ runs, targets }: History): Section {
  const [first, last] = [runs[0], runs.at(-1)];
  const between = first && last && html`, ${timeOf(first.run.startedAt, last.run.startedAt)} UTC`;
  const body = html`<p class="quiet">${count(runs.length, "run")} of ${count(targets.length, "target")}${between}</p>
<div class="targets">${targets.map(card)}</div>`;
  return { id: "overview", title: "Overview", quiet: true, body };
}

function timeOf(first: string, last: string): string {
  const [from, to] = [minuteOf(first), minuteOf(last)];
  return from === to ? from : `from ${from} to ${to}`;
}

function card({ name, points, troubled }: TargetHistory): Html {
  const last = points.at(-1);
  if (!last) return html``;
  const broken = troubled.filter(({ isBroken }) => isBroken).length;
  const mended = troubled.filter(({ isBroken, breaks }) => !isBroken && breaks.length > 0).length;
  const flaky = troubled.filter(({ isFlaky }) => isFlaky).length;
  const facts = [
    broken > 0 ? `${count(broken, "rule")} broken now` : "no rule is broken now",
    mended > 0 ? `${mended} mended` : "",
    flaky > 0 ? `${flaky} flaky` : "",
  ].filter(Boolean);
  return html`<article class="card">
<h3>${name}</h3>
<p class="outcome">${outcomeMark(last, pointWords(last))} <span class="quiet">— ${judgedShortly(last.judged)}, ${minuteOf(last.startedAt)} UTC</span></p>
<p><a href="#broken">${facts.join(", ")}</a></p>
<p class="small quiet card-end">${count(points.length, "run")}</p>
</article>
`;
}
