import { isWhollyJudged } from "../../src/model/how-judged.ts";
import { LEVELS, type Level } from "../../src/model/level.ts";
import type { TargetReport } from "../../src/model/report.ts";
import { editionWords } from "../edition-words.ts";
import { judgedShortly } from "../judged-words.ts";
import { outcomeLine, outcomeWords } from "../outcome-line.ts";
import { type Severity, severityOf } from "../severity.ts";
import { count } from "../text/count.ts";
import { truncate } from "../text/truncate.ts";
import { unjudged, unjudgedWords } from "../unjudged.ts";
import { type Html, html } from "./html.ts";
import { legend } from "./legend.ts";
import { outcomeMark } from "./outcome-mark.ts";
import type { PageContent } from "./page-content.ts";
import { stack } from "./stack.ts";

const ORDER: readonly Severity[] = [
  "violated",
  "warning",
  "stale",
  "known",
  "inconclusive",
  "pass",
  "observed",
  "not-applicable",
];
const MAX_REASON = 400;

/** One target at a glance: what it is, its outcome in a sentence, its rules by level. */
export function targetCard(target: TargetReport, content: PageContent): Html {
  const { report, failOn } = content;
  const { name, description, reason, cases, requests } = target;
  const said = outcomeLine(report, target, failOn);
  const follows = editionWords(target);
  return html`<article class="card">
<h3>${name}</h3>
${description && html`<p class="quiet">${description}</p>`}
<p class="outcome">${outcomeMark(target, outcomeWords(target))}${said && html` <span class="quiet">— ${said}</span>`}</p>
${reason && html`<p class="notice">${truncate(reason, MAX_REASON)}</p>`}
${leftOut(target)}
${target.rules.length > 0 && html`<dl class="levels">${LEVELS.map((level) => ofLevel(level, target, content))}</dl>`}
${follows && html`<p class="small follows"><a href="#editions">${follows}</a></p>`}
<p class="small quiet card-end">${count(cases, "case")}, ${count(requests, "request")}</p>
</article>
`;
}

/** How many of all MUST rules were judged, and why not the others; nothing where all were. */
function leftOut(target: TargetReport): Html | false {
  const { judged } = target;
  if (isWhollyJudged(judged)) return false;
  const parts = [
    { kind: "pass" as const, n: judged.must },
    { kind: "untested" as const, n: judged.all - judged.must },
  ];
  const reasons = unjudged(target).map((group) => html`<li>${unjudgedWords(group)}</li>`);
  return html`<div class="left-out">${judged.all > 0 && stack(parts)}<p><strong>${judgedShortly(judged)}</strong>${reasons.length > 0 && ". Of the others:"}</p>
${reasons.length > 0 && html`<ul>${reasons}</ul>`}</div>
`;
}

function ofLevel(level: Level, target: TargetReport, { failOn }: PageContent): Html {
  const severities = target.rules
    .filter((rule) => rule.level === level)
    .map((rule) => severityOf(rule, failOn));
  const parts = ORDER.map((kind) => ({
    kind,
    n: severities.filter((severity) => severity === kind).length,
  })).filter(({ n }) => n > 0);
  if (parts.length === 0) return html``;
  return html`<dt>${level}</dt><dd>${stack(parts)}${legend(parts)}</dd>`;
}
