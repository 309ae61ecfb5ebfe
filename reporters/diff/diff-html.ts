import {
  CHANGE_KINDS,
  type ChangeKind,
  type DiffReport,
  type TargetDiff,
} from "../../src/model/diff.ts";
import { type Html, html } from "../html/html.ts";
import { outcomeMark } from "../html/outcome-mark.ts";
import { pageFrame, type Section } from "../html/page-frame.ts";
import { diffHtmlChange } from "./diff-html-change.ts";
import {
  changesOf,
  comparedName,
  editionMove,
  headline,
  isWorse,
  KIND_WORDS,
  outcomeIn,
  runWords,
  unchangedWords,
} from "./diff-words.ts";

/**
 * What changed between two reports as one HTML page that needs nothing else: for each target what got
 * worse, then the changes by kind, regressions first with their evidence.
 */
export function diffHtml(diff: DiffReport): string {
  const { tool, old, new: now } = diff;
  return pageFrame({
    title: `${diff.regressed ? "Got worse" : "Nothing got worse"}: ${diff.targets.map(comparedName).join(", ")}`,
    sections: [overview(diff), ...CHANGE_KINDS.flatMap((kind) => ofKind(kind, diff))],
    footer: html`<p>${tool.name} ${tool.version} · old: ${runWords(old)} · new: ${runWords(now)}</p>`,
  });
}

function overview({ targets, notes }: DiffReport): Section {
  const body = html`<div class="targets">${targets.map(card)}</div>
${notes.length > 0 && html`<h3>What differs beside the verdicts</h3>`}${notes.map(({ text }) => html`<p class="notice">${text}</p>`)}`;
  return { id: "overview", title: "What changed", body };
}

function card(target: TargetDiff): Html {
  const [old, now] = [outcomeIn(target, "old"), outcomeIn(target, "new")];
  const editions = editionMove(target);
  const unchanged = unchangedWords(target);
  return html`<article class="card">
<h3>${comparedName(target)}</h3>
<p class="outcome">${outcomeMark({ outcome: target.outcomes.new, judged: target.judged.new }, now)}${old !== now && html` <span class="quiet">— was ${old}</span>`}</p>
<p>${isWorse(target) ? html`<strong>${headline(target)}</strong>` : headline(target)}</p>
${editions && html`<p class="small">${editions}</p>`}
${unchanged && html`<p class="small quiet card-end">${unchanged}</p>`}
</article>
`;
}

/** The changes of a kind, of all targets together; nothing where there is none. */
function ofKind(kind: ChangeKind, { targets }: DiffReport): readonly Section[] {
  const rows = targets.flatMap((target) =>
    changesOf(target, kind).map((change) => ({ change, target: comparedName(target) })),
  );
  if (rows.length === 0) return [];
  const { title } = KIND_WORDS[kind];
  const rules = targets.reduce((sum, { counts }) => sum + counts[kind], 0);
  const several = targets.length > 1;
  const body = html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table>
<thead><tr><th scope="col">Rule</th>${several && html`<th scope="col">Target</th>`}<th scope="col">Over</th><th scope="col">From → to</th><th scope="col">What there is to say</th></tr></thead>
<tbody>${rows.map(({ change, target }) => diffHtmlChange(change, several ? target : null))}</tbody>
</table></div>`;
  return [{ id: kind, title: `${title} (${rules})`, body }];
}
