import { compareTargets } from "../compare-targets.ts";
import { severityOf } from "../severity.ts";
import { count } from "../text/count.ts";
import type { AlignedRule } from "./align-rules.ts";
import { type Html, html } from "./html.ts";
import { mark } from "./mark.ts";
import type { PageContent } from "./page-content.ts";
import type { Section } from "./page-frame.ts";

/** Several targets: the matrix rule × target, the rules on which they differ first. */
export function comparisonSection(content: PageContent): Section {
  const { rules, report } = content;
  const differences = compareTargets(report);
  const byId = new Map(rules.map((row) => [row.id, row]));
  const [first = [], partly = []] = [differences.rules, differences.partly].map((all) =>
    all.flatMap(({ id }) => byId.get(id) ?? []),
  );
  const apart = new Set([...first, ...partly]);
  const rest = rules.filter((row) => !apart.has(row));
  const body = html`${
    first.length > 0
      ? matrix(`${count(first.length, "rule")} on which the targets differ`, first, content)
      : html`<p>The targets differ on no rule.</p>`
  }
${fold(`${count(partly.length, "rule")} judged on some of them only`, "Judged on some targets, not on others", partly, content)}${fold(`${count(rest.length, "rule")} on which they do not differ`, "No binding has a pass on one target and a failure on another", rest, content)}`;
  return { id: "comparison", title: "Comparison", body };
}

function fold(
  words: string,
  caption: string,
  rows: readonly AlignedRule[],
  content: PageContent,
): Html | false {
  return (
    rows.length > 0 &&
    html`<details class="fold"><summary>${words}</summary>${matrix(caption, rows, content)}</details>`
  );
}

function matrix(caption: string, rows: readonly AlignedRule[], content: PageContent): Html {
  const { targets } = content.report;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="matrix">
<caption>${caption}</caption>
<thead><tr><th scope="col">Rule</th>${targets.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => matrixRow(row, content))}</tbody>
</table></div>
`;
}

function matrixRow({ id, rule, cells }: AlignedRule, { failOn }: PageContent): Html {
  const verdicts = cells.map((cell) => {
    if (!cell) return html`<td>${mark("absent")}</td>`;
    const bindings = Object.entries(cell.bindings);
    const same = bindings.filter(([, verdict]) => verdict === cell.verdict).map(([name]) => name);
    const only = same.length < bindings.length ? same.join(", ") : "";
    return html`<td>${mark(severityOf(cell, failOn))}${only && html`<br><span class="quiet">${only}</span>`}</td>`;
  });
  return html`<tr><th scope="row"><a href="#${id}">${rule.title}</a><br><span class="quiet"><span class="level">${rule.level}</span> <code>${id}</code></span></th>${verdicts}</tr>
`;
}
