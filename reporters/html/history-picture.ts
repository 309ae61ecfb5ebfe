import type { Failure, HistoryCall } from "../../src/model/failure.ts";
import { count } from "../text/count.ts";
import { cutToWidth } from "../text/cut-to-width.ts";
import { lastCalls } from "../text/format-history.ts";
import { truncate } from "../text/truncate.ts";
import { type Html, html } from "./html.ts";

/**
 * Pixels: of a moment in the order of beginnings and answers, more where there are few, so that bars have room
 * for their words; of all moments then; of a lane, of the names before them.
 */
const LEAST_MOMENT = 44;
const MOST_MOMENT = 130;
const ROOM = 700;
const LANE = 34;
const NAMES = 92;
const BAR = 24;
const CHARACTER = 6.4;
const GAP = 3;
/** Of more calls the last ones are drawn. */
const MOST_CALLS = 40;
const MOST_NAME = 13;
/** Pixels before and behind the words of a bar. */
const PADDING = 4;
const MOST_WORDS = 80;

/**
 * The calls in flight together of a failure that no order explains: a lane for each client, a bar for each
 * call from where it began to where it was answered, and the same as a table. It needs no script; a sign and
 * a thick edge stand for what is coloured. Nothing for other failures.
 */
export function historyPicture(failure: Failure, index: number): Html | false {
  const { binding, history = [] } = failure;
  const id = `${failure.id}-${index}`;
  if (history.length === 0) return false;
  const calls = lastCalls(history, MOST_CALLS);
  const left = history.length - calls.length;
  const lanes = [...new Set(calls.map(({ lane }) => lane))].sort();
  const first = Math.min(...calls.map(({ began }) => began));
  const moments = Math.max(...calls.map(({ ended }) => ended)) - first;
  const moment = Math.max(LEAST_MOMENT, Math.min(MOST_MOMENT, Math.floor(ROOM / moments)));
  const width = NAMES + moments * moment + GAP;
  const height = lanes.length * LANE;
  const guilty = calls.filter(({ unexplained }) => unexplained);
  const blamed = guilty.map(({ step, call, answer }) => `call ${step}, ${call}: ${answer}`);
  const what = `${count(calls.length, "call")} over ${count(lanes.length, "connection")}; without ${blamed.join(" and ") || "one of them"} some order explains the others.`;
  return html`<figure class="history-picture"><figcaption>Calls in flight together, on ${binding}</figcaption>
<div class="scroll" tabindex="0" role="region" aria-label="Calls in flight together"><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="history-${id}-t history-${id}-d"><title id="history-${id}-t">Calls in flight together that no order explains</title><desc id="history-${id}-d">${truncate(what, MOST_WORDS * guilty.length + MOST_WORDS)}</desc>
${lanes.map((lane, index) => laneOf(lane, index, width))}
${calls.map((call) => barOf(call, lanes.indexOf(call.lane), { first, moment }))}</svg></div>
<p class="small quiet">From left to right in the order in which calls began and were answered; bars above one another overlap in time. <b class="mark v-violated"><i aria-hidden="true">✕</i>No order explains</b> the marked calls together with the others.${left > 0 && ` ${left} calls before are in report.json.`}</p>
${table(calls)}</figure>
`;
}

function laneOf(lane: string, index: number, width: number): Html {
  const y = index * LANE + LANE / 2;
  return html`<line class="rule-line" x1="${NAMES}" x2="${width}" y1="${y}" y2="${y}"/><text class="lane" x="0" y="${y + 4}">${truncate(lane, MOST_NAME)}</text>`;
}

function barOf(
  call: HistoryCall,
  lane: number,
  { first, moment }: { readonly first: number; readonly moment: number },
): Html {
  const { began, ended, step, unexplained } = call;
  const x = NAMES + (began - first) * moment + GAP;
  const width = (ended - began) * moment - 2 * GAP;
  const y = lane * LANE + (LANE - BAR) / 2;
  const words = `${unexplained ? "✕ " : ""}${step} ${call.call}: ${call.answer}`;
  const room = Math.floor((width - 2 * PADDING) / CHARACTER);
  const shown = words.length > room ? `${cutToWidth(words, Math.max(3, room - 1))}…` : words;
  return html`<g class="call${unexplained ? " unexplained" : ""}"><title>${words}</title><rect x="${x}" y="${y}" width="${width}" height="${BAR}" rx="4"/><text x="${x + PADDING}" y="${y + 16}">${shown}</text></g>`;
}

function table(calls: readonly HistoryCall[]): Html {
  const rows = calls.map(
    ({ step, lane, call, answer, unexplained }) =>
      html`<tr><th scope="row" class="number">${step}</th><td>${lane}</td><td>${truncate(call, MOST_WORDS)}</td><td>${truncate(answer, MOST_WORDS)}</td><td>${unexplained ? html`<b class="mark v-violated"><i aria-hidden="true">✕</i>no order explains</b>` : ""}</td></tr>
`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="The calls as a table"><table class="history-calls">
<thead><tr><th scope="col" class="number">Step</th><th scope="col">Connection</th><th scope="col">Call</th><th scope="col">Answer</th><th scope="col"><span class="sr">Explained</span></th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}
