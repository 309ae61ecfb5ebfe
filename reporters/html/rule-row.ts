import type { RuleReport } from "../../src/model/report.ts";
import type { FailOn } from "../render-options.ts";
import { type Severity, severityOf } from "../severity.ts";
import { count } from "../text/count.ts";
import { truncate } from "../text/truncate.ts";
import type { AlignedRule } from "./align-rules.ts";
import type { RuleEvidence } from "./evidence.ts";
import { historyPicture } from "./history-picture.ts";
import { type Html, html } from "./html.ts";
import { jsonBlock } from "./json-block.ts";
import { mark, SIGNS, smallMark } from "./mark.ts";
import type { PageContent } from "./page-content.ts";
import { statementIds } from "./statement-ids.ts";
import { webLink } from "./web-link.ts";

/** Statements that are quoted; of the others there are links. */
const MAX_TEXTS = 6;
const MAX_PICTURES = 6;

/**
 * One rule, closed: its verdicts and title. Open: what it carries, and its verdict on each target and
 * binding. The evidence of its failures is data beside it, which the page's script shows when it opens.
 */
export function ruleRow(
  row: AlignedRule,
  content: PageContent,
  evidence: RuleEvidence | null,
): Html {
  const { id, rule, cells } = row;
  const severities = cells.map((cell) => (cell ? severityOf(cell, content.failOn) : "absent"));
  const failures = evidence?.failures.map((failure) => failure.anchor) ?? [];
  const marks = content.several
    ? severities.map((severity, index) =>
        smallMark(severity, `${content.report.targets[index]?.name ?? ""}: ${severity}`),
      )
    : mark(severities[0] ?? "absent");
  const attributes = html`id="${id}" data-standings="${severities.join(" ")}" data-level="${rule.level}" data-bindings="${Object.keys(rule.bindings).join(" ")}"${failures.length > 0 && html` data-failures="${failures.join(" ")}"`}`;
  // Without a space between the parts: thousands of rules are thousands of nodes less.
  return html`<details class="rule" ${attributes}><summary><span class="rule-marks">${marks}</span><span class="rule-title">${rule.title}<span class="rule-id mono">${id}</span></span><span class="rule-tags">${`${rule.level} ${statementIds(rule.statements)}`}</span></summary><div class="rule-body">${facts(row, content)}${histories(row)}</div>${evidence && jsonBlock(evidence)}</details>
`;
}

/** Pictures that need no script, of the first failures that have one. */
function histories({ cells }: AlignedRule): readonly (Html | false)[] {
  const failures = cells.flatMap((cell) => cell?.failures ?? []);
  return failures
    .filter(({ history }) => history !== undefined)
    .slice(0, MAX_PICTURES)
    .map(historyPicture);
}

function facts({ rule, cells }: AlignedRule, { report, several, failOn }: PageContent): Html {
  const { document, where, url } = rule.source;
  const texts = rule.statements.slice(0, MAX_TEXTS).map((statement) => {
    const text = report.targets.map(({ statements }) => statements[statement]?.text).find(Boolean);
    return html`<p class="says"><a class="mono" href="#${statement}">${statement}</a> ${text ?? ""}</p>`;
  });
  const more = rule.statements
    .slice(MAX_TEXTS)
    .map((statement) => html`<a class="mono" href="#${statement}">${statement}</a> `);
  const verdicts = cells.flatMap((cell, index) => {
    if (!cell) return [];
    const name = report.targets[index]?.name ?? "";
    const judged = html`${bindingVerdicts(cell, failOn)}${knownAs(cell)}`;
    return several ? html`<dt>${name}</dt><dd>${judged}</dd>` : judged;
  });
  return html`${texts}${more.length > 0 && html`<p class="says">${more}</p>`}<p class="small quiet">${webLink(`${document}, ${where}`, url)}</p>${several ? html`<dl class="by-target">${verdicts}</dl>` : html`<div class="by-target">${verdicts}</div>`}`;
}

const MAX_REASON = 300;

/** A line for each verdict, with the bindings that have it and why; where failures say why, they do. */
function bindingVerdicts(rule: RuleReport, failOn: FailOn): Html {
  const lines = new Map<string, { severity: Severity; reason: string; bindings: string[] }>();
  for (const [binding, verdict] of Object.entries(rule.bindings)) {
    const isShown = verdict === "fail" && rule.failures.length > 0;
    const reason = isShown ? "" : (rule.reasons?.[binding] ?? "");
    const severity = severityOf(rule, failOn, verdict, binding);
    const key = `${severity} ${reason}`;
    const line = lines.get(key) ?? { severity, reason, bindings: [] };
    line.bindings.push(binding);
    lines.set(key, line);
  }
  if (lines.size === 0) return html`<p>${rule.reason ?? "no binding was judged"}</p>`;
  const shown = [...lines.values()].map(({ severity, reason, bindings }, index) => {
    const words = `${SIGNS[severity].word} on ${bindings.join(", ")}`;
    const cases = index === 0 ? ` · ${count(rule.cases, "case")}` : "";
    return html`<p>${mark(severity, words)}${reason !== "" && html` <span class="quiet">${truncate(reason, MAX_REASON)}</span>`}${cases}</p>`;
  });
  return html`${shown}`;
}

/** A deviation that excuses the failure, or one that has gone stale. */
function knownAs({ known, verdict }: RuleReport): Html | false {
  if (!known) return false;
  const { reason, link, since, expires } = known;
  const parts = [since && `since ${since}`, expires && `until ${expires}`]
    .filter(Boolean)
    .join(", ");
  return html`<p class="deviation">${mark(verdict === "pass" ? "stale" : "known", verdict === "pass" ? "stale deviation, remove its entry:" : "known deviation:")} ${reason}${parts && ` (${parts})`}${link && html` ${webLink(link, link)}`}</p>`;
}
