import { isWhollyJudged } from "../../src/model/how-judged.ts";
import type { RuleReport } from "../../src/model/report.ts";
import { brokenStatements } from "../broken-statements.ts";
import { groupByReason } from "../group-by-reason.ts";
import { reach } from "../root-causes.ts";
import { type Severity, severityOf } from "../severity.ts";
import { count, thousands } from "../text/count.ts";
import { truncate } from "../text/truncate.ts";
import { type WeighedCause, weighedCauses } from "../weighed-causes.ts";
import type { AlignedRule } from "./align-rules.ts";
import { type Html, html } from "./html.ts";
import { smallMark } from "./mark.ts";
import type { PageContent } from "./page-content.ts";
import { statementIds } from "./statement-ids.ts";

/** How many of a kind the first screen shows; the others are among the rules. */
const SHOWN = 8;
/** Behind the first rule of a cause. */
const SHOWN_RULES = 20;
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
  const { report, failOn } = content;
  const causes = weighedCauses(
    report.targets.flatMap(({ rules }) => rules),
    failOn,
  );
  const weighing = (wanted: Severity): readonly Told[] =>
    causes
      .filter(({ severity }) => severity === wanted)
      .map((cause) => ({ severity: cause.severity, told: causeItem(cause, content) }));
  const of = (severity: Severity): readonly Told[] =>
    findingsOf(severity, content).map((finding) => ({ severity, told: item(finding, content) }));
  const all = [...weighing("violated"), ...of("stale"), ...weighing("warning"), ...of("known")];
  if (all.length === 0) return html`<p class="quiet">Nothing.</p>`;
  const [first] = all;
  return html`<ul class="finding-list">${all.slice(0, SHOWN).map(({ told }) => told)}</ul>
${more(all.length - SHOWN, "more", first?.severity ?? "violated")}`;
}

interface Told {
  readonly severity: Severity;
  readonly told: Html;
}

/** One cause: what went wrong, its smallest case to look at, and the other rules that show it. */
function causeItem(cause: WeighedCause, { report, several }: PageContent): Html {
  const { severity, rules, statements, operations, headline } = cause;
  const ids = new Set(rules.map(({ id }) => id));
  const [first] = rules;
  const others = rules.filter(({ id }, at) => id !== first?.id && at === firstOf(id, rules));
  const on = report.targets.filter((target) => target.rules.some((rule) => isAmong(rule, cause)));
  const names = on.map(({ name }) => name).join(", ");
  const about = ids.size > 1 ? `${reach(cause)}: ` : "";
  const linked = others
    .slice(0, SHOWN_RULES)
    .map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  const left = others.length - linked.length;
  return html`<li>${smallMark(severity)}<div><a href="#${first?.id ?? "rules"}">${first?.title ?? ""}</a>
<p>${about}${statementIds(statements)} · ${operations.join(", ")}${several && html` · <strong>${names}</strong>`}</p>
<p>${truncate(ids.size > 1 ? headline : (first?.reason ?? headline), MAX_REASON)}</p>
${others.length > 0 && html`<details><summary>${count(others.length, "more rule")} for the same reason</summary><ul>${linked}${left > 0 && html`<li>and ${thousands(left)} more</li>`}</ul></details>`}</div></li>`;
}

function firstOf(id: string, rules: readonly RuleReport[]): number {
  return rules.findIndex((rule) => rule.id === id);
}

function isAmong(rule: RuleReport, { rules, members }: WeighedCause): boolean {
  return members.length > 0 ? members.some((member) => member.rule === rule) : rules.includes(rule);
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
