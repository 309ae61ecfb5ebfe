import type { EditionPromise, RuleReport } from "../../src/model/report.ts";
import { editionWords } from "../edition-words.ts";
import { truncate } from "../text/truncate.ts";
import type { AlignedRule } from "./align-rules.ts";
import { type Html, html } from "./html.ts";
import { mark } from "./mark.ts";
import type { PageContent } from "./page-content.ts";
import type { Section } from "./page-frame.ts";
import { webLink } from "./web-link.ts";

const MAX_VALUE = 200;
/** How an observation begins that says what the server does instead. */
const DIFFERS = "differs: ";

/** Point by point in which the editions of the documents differ: who promises it, and which targets follow. */
export function editionsSection(content: PageContent): Section {
  const { rules, report, several } = content;
  const { targets } = report;
  const points = rules.flatMap((row) => {
    const promise = row.cells.find((rule) => rule?.promise)?.promise;
    return promise ? [{ row, promise }] : [];
  });
  const summaries = targets.map((target) => {
    const words = editionWords(target);
    return words && html`<p>${several && html`<strong>${target.name}</strong> `}${words}.</p>`;
  });
  const body = html`<p class="quiet">Where editions of the documents contradict each other, a server may follow any of them: this is which one it follows. None of it counts for or against a target.</p>
${summaries}
${documents(content)}<div class="scroll" tabindex="0" role="region" aria-label="Editions, point by point"><table class="points">
<thead><tr><th scope="col">Point</th><th scope="col">Promised by</th>${targets.map(({ name }) => html`<th scope="col">${several ? name : "The server"}</th>`)}</tr></thead>
<tbody>${points.map(({ row, promise }) => pointRow(row, promise))}</tbody>
</table></div>`;
  return { id: "editions", title: "Editions", body };
}

/** What the names stand for. */
function documents({ report }: PageContent): Html {
  const heads = Object.entries(report.specs.editions ?? {});
  if (heads.length === 0) return html``;
  return html`<ul>${heads.map(([name, { title, url }]) => html`<li><span class="tag">${name}</span> ${webLink(title, url)}</li>`)}</ul>
`;
}

/** True where there is anything to show. */
export function hasEditions({ rules }: PageContent): boolean {
  return rules.some(({ cells }) => cells.some((rule) => rule?.promise));
}

function pointRow({ id, rule, cells }: AlignedRule, { editions, level }: EditionPromise): Html {
  const names = editions.map((name) => html`<span class="tag">${name}</span> `);
  return html`<tr><th scope="row"><a href="#${id}">${rule.title}</a><br><span class="quiet"><span class="level">${level}</span> ${rule.operation}</span></th><td>${names}</td>${cells.map((cell) => html`<td>${standing(cell)}</td>`)}</tr>
`;
}

function standing(rule: RuleReport | null): Html {
  const holds = rule?.promise?.holds ?? null;
  if (holds === null) return mark("absent", "not seen");
  if (holds) return mark("pass", "follows");
  const seen = Object.values(rule?.observed ?? {}).find((words) => words.startsWith(DIFFERS));
  return html`${mark("not-applicable", "does not")}${seen !== undefined && html`<br><span class="quiet">${truncate(seen.slice(DIFFERS.length), MAX_VALUE)}</span>`}`;
}
