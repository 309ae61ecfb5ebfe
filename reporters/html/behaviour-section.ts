import type { RuleReport } from "../../src/model/report.ts";
import { thousands } from "../text/count.ts";
import { truncate } from "../text/truncate.ts";
import type { AlignedRule } from "./align-rules.ts";
import { type Html, html } from "./html.ts";
import type { PageContent } from "./page-content.ts";
import type { Section } from "./page-frame.ts";

const MAX_VALUE = 300;

/** One thing that was tried, and what each target did. */
interface Behaviour {
  readonly tried: string;
  /** Null: not seen on that target. */
  readonly seen: readonly (string | null)[];
}

/** What the targets do where the documents leave it open, side by side; what differs comes first. */
export function behaviourSection(content: PageContent): Section {
  const groups = content.rules.flatMap((row) => {
    const behaviours = behavioursOf(row);
    return behaviours.length > 0 ? [{ row, behaviours, differ: behaviours.some(differs) }] : [];
  });
  const ordered = [
    ...groups.filter(({ differ }) => differ),
    ...groups.filter(({ differ }) => !differ),
  ];
  const { targets } = content.report;
  const body = html`<p class="quiet">Where the documents are silent or allow several answers, this is what was seen. None of it counts for or against a target.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Observed behaviour"><table>
<thead><tr><th scope="col">Tried</th>${targets.map(({ name }) => html`<th scope="col">${content.several ? name : "What the server did"}</th>`)}</tr></thead>
${ordered.map(({ row, behaviours }) => ruleRows(row, behaviours, content))}
</table></div>`;
  return { id: "behaviour", title: "Behaviour", body };
}

/** True where there is anything to show. */
export function hasBehaviour({ rules }: PageContent): boolean {
  return rules.some((row) => behavioursOf(row).length > 0);
}

function behavioursOf({ cells }: AlignedRule): readonly Behaviour[] {
  const profiles = cells.map((rule) => (rule ? profileOf(rule) : {}));
  const tried = [...new Set(profiles.flatMap(Object.keys))];
  return tried.map((what) => ({ tried: what, seen: profiles.map((seen) => seen[what] ?? null) }));
}

const CHOSEN = "documented answers that were chosen";

function profileOf({ observed, alternatives }: RuleReport): Readonly<Record<string, string>> {
  const chosen = Object.entries(alternatives ?? {});
  return {
    ...(observed ?? {}),
    ...(chosen.length > 0
      ? { [CHOSEN]: chosen.map(([name, n]) => `${name} (${thousands(n)} ×)`).join("; ") }
      : {}),
  };
}

/** How often an alternative was chosen, and which first, differs from run to run and says nothing. */
function differs({ tried, seen }: Behaviour): boolean {
  const words = seen
    .filter((each) => each !== null)
    .map((each) => (tried === CHOSEN ? namesOnly(each) : each));
  return new Set(words).size > 1;
}

function namesOnly(chosen: string): string {
  const names = chosen.split("; ").map((one) => one.replace(/ \([\d,]+ ×\)$/, ""));
  return names.sort().join("; ");
}

function ruleRows(
  { id, rule }: AlignedRule,
  behaviours: readonly Behaviour[],
  { report }: PageContent,
): Html {
  const rows = behaviours.map((behaviour) => {
    const cells = behaviour.seen.map((seen) =>
      seen === null
        ? html`<td class="quiet">not seen</td>`
        : html`<td>${truncate(seen, MAX_VALUE)}</td>`,
    );
    const apart = differs(behaviour);
    return html`<tr${apart && html` class="differs"`}><th scope="row">${truncate(behaviour.tried, MAX_VALUE)}${apart && html` <span class="tag">differs</span>`}</th>${cells}</tr>
`;
  });
  return html`<tbody><tr class="group-row"><th scope="rowgroup" colspan="${report.targets.length + 1}"><a href="#${id}">${rule.title}</a> <span class="quiet">${rule.operation}</span></th></tr>
${rows}</tbody>`;
}
