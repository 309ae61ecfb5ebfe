import { differenceWords } from "../markdown/statement-differences.ts";
import { count, thousands } from "../text/count.ts";
import type { AlignedRule } from "./align-rules.ts";
import { type Html, html } from "./html.ts";
import { mark } from "./mark.ts";
import type { PageContent } from "./page-content.ts";
import type { Section } from "./page-frame.ts";
import { statementSign } from "./statement-sign.ts";
import { webLink } from "./web-link.ts";

/** Rules that are named beside a statement. */
const MAX_LINKS = 12;

/** The documents' statements in their order, each with its verdict on every target. */
export function statementsSection(content: PageContent): Section {
  const { targets } = content.report;
  const ids = [...new Set(targets.flatMap(({ statements }) => Object.keys(statements)))];
  const carried = carriers(content);
  const documents = [...new Set(ids.map(prefixOf))].map((prefix) =>
    ids.filter((id) => prefixOf(id) === prefix),
  );
  const body = html`<p class="quiet">What the documentation says, in its order, with the verdict of the rules that test it.</p>
${documents.map((own) => document(own, carried, content))}`;
  return { id: "statements", title: "Statements", body };
}

/** `DUH-08` stands in the document `DUH`. */
function prefixOf(id: string): string {
  return id.replace(/-[^-]*$/, "");
}

function carriers({ rules }: PageContent): ReadonlyMap<string, readonly AlignedRule[]> {
  const found = new Map<string, AlignedRule[]>();
  for (const row of rules) {
    for (const id of row.rule.statements) found.set(id, [...(found.get(id) ?? []), row]);
  }
  return found;
}

type Carriers = ReadonlyMap<string, readonly AlignedRule[]>;

function document(ids: readonly string[], carried: Carriers, content: PageContent): Html {
  const [title, url] = titleOf(ids, carried, content);
  return html`<h3>${webLink(title, url)} <span class="quiet small">${count(ids.length, "statement")}</span></h3>
<ol class="statements">${ids.map((id) => statement(id, carried.get(id) ?? [], content))}</ol>
`;
}

/** Their document, or else the one that most of the rules name as their source, or else their prefix. */
function titleOf(
  ids: readonly string[],
  carried: Carriers,
  { report }: PageContent,
): readonly [string, string | undefined] {
  const own = ids
    .flatMap((id) => report.targets.map(({ statements }) => statements[id]?.source))
    .find((source) => source !== undefined);
  if (own) return [own.document, own.url];
  const sources = ids.flatMap((id) => (carried.get(id) ?? []).map(({ rule }) => rule.source));
  const times = new Map<string, number>();
  for (const { document: name } of sources) times.set(name, (times.get(name) ?? 0) + 1);
  const [name] = [...times].sort(([, a], [, b]) => b - a)[0] ?? [];
  const source = sources.find((each) => each.document === name && each.url !== undefined);
  return [name ?? prefixOf(ids[0] ?? ""), source?.url];
}

function statement(id: string, rules: readonly AlignedRule[], content: PageContent): Html {
  const { targets } = content.report;
  const reports = targets.map(({ statements }) => statements[id]);
  const said = reports.find((report) => report !== undefined);
  const ofRule = rules.find(({ rule }) => rule.statements.length === 1)?.rule.source.where;
  const where = said?.source?.where ?? ofRule;
  const verdicts = targets.map(({ name }, index) => {
    const sign = statementSign(id, index, content);
    return html`<li>${content.several && html`<span class="quiet">${name}</span>`}${mark(sign)}</li>`;
  });
  const why = reports.find((report) => report?.verdict === "untested")?.reason;
  return html`<li id="${id}"><div><a class="mono" href="#${id}">${id}</a><br><span class="level">${said?.level ?? ""}</span></div>
<div><p>${said?.text ?? ""}</p><p class="said-by">${where && html`${where} · `}${ruleLinks(rules)}${why && html`untested: ${why}`}</p>${differences(id, content)}</div>
<ul class="verdicts">${verdicts}</ul></li>
`;
}

/** Where a target does otherwise than some editions promise. */
function differences(id: string, { report, several }: PageContent): readonly Html[] {
  return report.targets.flatMap(({ name, statements }) =>
    differenceWords(statements[id]?.differs).map(
      (words) => html`<p class="said-by">${several && html`${name} `}${words}</p>`,
    ),
  );
}

/** Rules of the same operation by the last part of their ids. */
function ruleLinks(rules: readonly AlignedRule[]): Html {
  const links = rules
    .slice(0, MAX_LINKS)
    .map(
      ({ id, rule }) =>
        html`<a href="#${id}" title="${rule.title}">${id.replace(/^[^.]+\./, "")}</a> `,
    );
  const more = rules.length - MAX_LINKS;
  return html`${links}${more > 0 && `and ${thousands(more)} more`}`;
}
