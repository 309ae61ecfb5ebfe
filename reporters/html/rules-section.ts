import { EXPORT_FORMAT_NAMES } from "../../src/model/export-formats.ts";
import { LEVELS } from "../../src/model/level.ts";
import { type Severity, severityOf } from "../severity.ts";
import { count, thousands } from "../text/count.ts";
import type { AlignedRule } from "./align-rules.ts";
import { fitEvidence } from "./fit-evidence.ts";
import { type Html, html } from "./html.ts";
import { mark, SIGNS } from "./mark.ts";
import type { PageContent } from "./page-content.ts";
import type { Section } from "./page-frame.ts";
import { ruleRow } from "./rule-row.ts";

const SEVERITIES: readonly Severity[] = [
  "violated",
  "warning",
  "known",
  "stale",
  "inconclusive",
  "pass",
  "observed",
  "not-applicable",
];

/** Every rule by service and operation, with search and filters; those with failures hold the evidence. */
export function rulesSection(content: PageContent): Section {
  const { rules } = content;
  const { byRule, shortened } = fitEvidence(content);
  const groups = [...new Set(rules.map(groupOf))].map((name) => ({
    name,
    rows: rules.filter((row) => groupOf(row) === name),
  }));
  const body = html`${toolbar(content)}<div data-exports="${EXPORT_FORMAT_NAMES.join(" ")}" hidden></div>
${shortened && html`<p class="notice">This report has very many failures: requests and responses are shortened here. Everything is whole in report.json.</p>`}
<noscript><p class="notice">Without scripts this page shows everything but the evidence of failures, search and filters.</p></noscript>
${content.several && html`<p class="quiet small">The signs before a rule are those of ${content.report.targets.map(({ name }) => name).join(", ")}, in this order.</p>`}
<p id="no-rules" class="quiet" hidden>No rule matches. <button type="button" class="button" data-clear>Show all</button></p>
${groups.map(
  ({
    name,
    rows,
  }) => html`<section class="group" aria-label="${name}"><h3>${name} <span class="quiet small" data-shown>${count(rows.length, "rule")}</span></h3>
<div class="rules">${rows.map((row) => ruleRow(row, content, byRule.get(row.id) ?? null))}</div></section>
`,
)}`;
  return { id: "rules", title: "Rules", body };
}

function groupOf({ rule }: AlignedRule): string {
  return `${rule.service} ${rule.operation}`;
}

function toolbar(content: PageContent): Html {
  const { rules, failOn, report } = content;
  const severities = rules.map(
    ({ cells }) => new Set(cells.map((rule) => rule && severityOf(rule, failOn))),
  );
  const verdicts = SEVERITIES.map((kind) => ({
    kind,
    n: severities.filter((each) => each.has(kind)).length,
  })).filter(({ n }) => n > 0);
  const bindings = [
    ...new Set(
      rules.flatMap(({ cells }) =>
        cells.flatMap((rule) => Object.keys(rule?.bindings ?? {}).flatMap((key) => key.split("+"))),
      ),
    ),
  ];
  return html`<form class="tools" id="filters" role="search" aria-label="Rules">
<div class="tools-line"><label class="search"><span class="sr">Search rules</span><input type="search" name="words" id="search" placeholder="Search titles, ids, statements, reasons" autocomplete="off" spellcheck="false" aria-describedby="search-key"><kbd id="search-key" aria-label="Press slash to search">/</kbd></label>
${
  content.several &&
  select(
    "target",
    "Every target",
    report.targets.map(({ name }, index) => [String(index), name]),
  )
}
${select(
  "level",
  "Every level",
  LEVELS.map((level) => [level, level]),
)}
${select(
  "binding",
  "Every binding",
  bindings.map((name) => [name, name]),
)}
<button type="button" class="button" data-open-failures>Open failures</button></div>
<div class="tools-line"><fieldset class="chips"><legend class="sr">Verdicts</legend>${verdicts.map(
    ({ kind, n }) =>
      html`<label class="chip"><input type="checkbox" name="verdict" value="${kind}"><span>${mark(kind, SIGNS[kind].word)} <span class="quiet">${thousands(n)}</span></span></label>`,
  )}</fieldset><output class="quiet small" id="matches" for="search">${count(rules.length, "rule")}</output></div>
</form>
`;
}

function select(name: string, all: string, options: readonly (readonly [string, string])[]): Html {
  return html`<label><span class="sr">${name}</span><select name="${name}"><option value="">${all}</option>${options.map(([value, words]) => html`<option value="${value}">${words}</option>`)}</select></label>`;
}
