import type { BehaviourChange, Change, FailureExcerpt, Severity } from "../../src/model/diff.ts";
import { groupFailures } from "../group-failures.ts";
import { type Html, html } from "../html/html.ts";
import { mark, type Sign } from "../html/mark.ts";
import { formatCase } from "../text/format-case.ts";
import { truncate } from "../text/truncate.ts";
import { reasons, statementWords } from "./diff-words.ts";

const MAX_VALUE = 500;

/** One change as a row of its table; without a name of the target where there is one only. */
export function diffHtmlChange(change: Change, target: string | null): Html {
  const { title, rule, level, bindings, old, new: now } = change;
  const failures = groupFailures(change.failures ?? []);
  return html`<tr>
<th scope="row"><span class="level">${level}</span> ${statementWords(change)} ${title}<br><code>${rule}</code></th>
${target !== null && html`<td>${target}</td>`}
<td>${bindings.map((binding) => html`<span class="tag">${binding}</span> `)}</td>
<td>${severity(old)}<br>${severity(now)}</td>
<td>${reasons(change).map(([label, text]) => html`<p>${label}: ${short(text)}</p>`)}${(change.behaviour ?? []).map(behaviourHtml)}${failures.map(({ failure }) => failureHtml(failure))}</td>
</tr>
`;
}

const SIGNS: Readonly<Record<Exclude<Severity["verdict"], "fail">, Sign>> = {
  pass: "pass",
  observed: "observed",
  inconclusive: "inconclusive",
  "not-applicable": "not-applicable",
  absent: "absent",
};

function severity({ verdict, known }: Severity): Html {
  if (verdict !== "fail") return mark(SIGNS[verdict]);
  return known === null ? mark("violated") : mark("known", "fail, known");
}

function behaviourHtml({ what, old, new: now }: BehaviourChange): Html {
  return html`<p>${short(what)}</p>
<div class="sides"><div class="side"><span class="tag">before</span><p class="said">${short(old ?? "not seen")}</p></div><div class="side"><span class="tag">now</span><p class="said">${short(now ?? "not seen")}</p></div></div>`;
}

function failureHtml({ id, counterexample, expected, actual }: FailureExcerpt): Html {
  const inputs = formatCase(counterexample).map(short);
  return html`${inputs.length > 0 && html`<p class="said">${inputs.join("; ")}</p>`}
<div class="sides"><div class="side side-expected"><span class="tag">expected</span><p class="said">${expected.map((text) => html`${short(text)}<br>`)}</p></div><div class="side side-actual"><span class="tag">actual</span><p class="said">${short(actual)}</p></div></div>
<p class="small quiet">failure <code>${id}</code></p>`;
}

function short(text: string): string {
  return truncate(text, MAX_VALUE);
}
