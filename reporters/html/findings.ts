import { isWhollyJudged } from "../../src/model/how-judged.ts";
import type { RuleReport } from "../../src/model/report.ts";
import { brokenStatements } from "../broken-statements.ts";
import { groupByReason } from "../group-by-reason.ts";
import { type Severity, severityOf } from "../severity.ts";
import { count, thousands } from "../text/count.ts";
import { truncate } from "../text/truncate.ts";
import type { AlignedRule } from "./align-rules.ts";
import { type Html, html } from "./html.ts";
import { smallMark } from "./mark.ts";
import type { PageContent } from "./page-content.ts";
import { statementIds } from "./statement-ids.ts";

/** How many of a kind the first screen shows; the others are among the rules. */
const SHOWN = 8;
const MAX_REASON = 220;

/** What failed, and what could not be judged, of all targets together: the first screen's two lists. */
export function findings(content: PageContent): Html {
  return html`<div class="findings">
<div><h3>What failed</h3>${failed(content)}</div>
<div><h3>What could not be judged</h3>${notJudged(content)}</div>
</div>
`;
}

function failed(content: PageContent): Html {
  const of = (severity: Severity): readonly Finding[] => findingsOf(severity, content);
  const all = (["violated", "stale", "warning", "known"] as const).flatMap(of);
  if (all.length === 0) return html`<p class="quiet">Nothing.</p>`;
  const [first] = all;
  return html`<ul class="finding-list">${all.slice(0, SHOWN).map((finding) => item(finding, content))}</ul>
${more(all.length - SHOWN, "more", first?.severity ?? "violated")}`;
}

interface Finding {
  readonly severity: Severity;
  readonly row: AlignedRule;
  /** The targets on which the rule stands so. */
  readonly targets: readonly string[];
  readonly reason: string;
  /** Those that are broken, on any of the targets; all of the rule where none is. */
  readonly statements: readonly string[];
}

function findingsOf(
  severity: Severity,
  { rules, failOn, report }: PageContent,
): readonly Finding[] {
  // What carries few statements says more about the cause than a rule about everything at once.
  const byCarried = [...rules].sort((a, b) => a.rule.statements.length - b.rule.statements.length);
  return byCarried.flatMap((row) => {
    const having = row.cells.flatMap((rule, index) =>
      rule && severityOf(rule, failOn) === severity
        ? [{ rule, target: report.targets[index]?.name ?? "" }]
        : [],
    );
    const [first] = having;
    if (!first) return [];
    const targets = having.map(({ target }) => target);
    const broken = having.flatMap(({ rule }) => brokenStatements(rule));
    const statements = row.rule.statements.filter((id) => broken.includes(id));
    return [{ severity, row, targets, statements, reason: wordsOf(severity, first.rule) }];
  });
}

function wordsOf(severity: Severity, rule: RuleReport): string {
  if (severity === "known") return `known deviation: ${rule.known?.reason ?? ""}`;
  if (severity === "stale") return "the deviation is stale: the rule passes, remove its entry";
  return rule.reason ?? "";
}

function item(
  { severity, row, targets, statements, reason }: Finding,
  { several }: PageContent,
): Html {
  return html`<li>${smallMark(severity)}<div><a href="#${row.id}">${row.rule.title}</a>
<p>${statementIds(statements)} · ${row.rule.operation}${several && html` · <strong>${targets.join(", ")}</strong>`}</p>
<p>${truncate(reason, MAX_REASON)}</p></div></li>`;
}

function notJudged({ report, several }: PageContent): Html {
  const groups = report.targets.flatMap((target) =>
    groupByReason(target.rules.filter(({ verdict }) => verdict === "inconclusive")).map(
      (group) => ({ ...group, target: target.name }),
    ),
  );
  if (groups.length === 0) {
    const isWhole = report.targets.every(({ judged }) => isWhollyJudged(judged));
    return html`<p class="quiet">${isWhole ? "Nothing." : "Nothing of what was tried. What was left out is told above."}</p>`;
  }
  const items = groups.slice(0, SHOWN).map(({ reason, rules, target }) => {
    const [first] = rules;
    return html`<li>${smallMark("inconclusive")}<div><a href="#${rules.length === 1 ? (first?.id ?? "rules") : "rules"}"${rules.length > 1 && html` data-show="inconclusive"`}>${rules.length === 1 ? (first?.title ?? "") : count(rules.length, "rule")}</a>
<p>${several && html`<strong>${target}</strong> · `}${truncate(reason, MAX_REASON)}</p></div></li>`;
  });
  return html`<ul class="finding-list">${items}</ul>${more(groups.length - SHOWN, "more reasons", "inconclusive")}`;
}

function more(n: number, words: string, severity: Severity): Html | false {
  return (
    n > 0 && html`<p><a href="#rules" data-show="${severity}">${thousands(n)} ${words}</a></p>`
  );
}
