import { type Html, html } from "../../../reporters/html/html.ts";
import { mark } from "../../../reporters/html/mark.ts";
import type { Section } from "../../../reporters/html/page-frame.ts";
import type { History, Point, TargetHistory } from "../history.ts";
import { minuteOf } from "../instants.ts";
import { countWords } from "./counts-plot.ts";
import { mustWords } from "./judged-plot.ts";

const SIGNS = { conforms: "✓", holds: "✓", violates: "✕", incomplete: "?" } as const;
const DATE = 10;

/** The matrix of targets and runs: how each target came out of each. */
export function targetsSection({ runs, targets }: History): Section {
  const heads = runs.map(({ run }) => {
    const minute = minuteOf(run.startedAt);
    return html`<th scope="col"><span class="nowrap">${minute.slice(0, DATE)}</span><br>${minute.slice(DATE + 1)}</th>`;
  });
  const body = html`<p class="quiet">✓ conforms or holds, as far as it was judged; ✕ violates, with the number of MUST rules that it violates; ? incomplete.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Targets and runs"><table class="over-time">
<thead><tr><th scope="col">Target</th>${heads}</tr></thead>
<tbody>${targets.map((target) => row(target, runs.length))}</tbody></table></div>`;
  return { id: "targets", title: "Targets over time", body };
}

function row({ name, points }: TargetHistory, runs: number): Html {
  const byRun = new Map(points.map((point) => [point.run, point]));
  const cells = Array.from({ length: runs }, (_, run) => cell(byRun.get(run)));
  return html`<tr><th scope="row">${name}</th>${cells}</tr>
`;
}

function cell(point: Point | undefined): Html {
  if (!point) return html`<td>${mark("absent", "")}<span class="sr">not in this run</span></td>`;
  const { outcome, counts, must, complete } = point;
  const violated = counts.violated ?? 0;
  const partial = must.judged === must.all && must.all > 0 ? "" : " partial";
  const words = `${outcome}: ${countWords(point)}; MUST rules: ${mustWords(must)}${complete ? "" : "; the run did not complete"}`;
  return html`<td><span class="mark o-${outcome}${partial}" title="${words}"><i aria-hidden="true">${SIGNS[outcome]}</i>${violated > 0 && html`<span aria-hidden="true">${violated}</span>`}<span class="sr">${words}</span></span></td>`;
}
