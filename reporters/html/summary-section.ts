import { operationLines } from "../summary/operation-lines.ts";
import { slowLines } from "../summary/slow-lines.ts";
import { soakLines } from "../summary/soak-lines.ts";
import { count } from "../text/count.ts";
import { findings } from "./findings.ts";
import { type Html, html } from "./html.ts";
import type { PageContent } from "./page-content.ts";
import type { Section } from "./page-frame.ts";
import { targetCard } from "./target-card.ts";

/** The first screen: each target with its outcome, what failed, what could not be judged. */
export function summarySection(content: PageContent): Section {
  const { targets } = content.report;
  const body = html`${notices(content)}
<div class="targets">${targets.map((target) => targetCard(target, content))}</div>
${targets.length > 0 && findings(content)}`;
  return { id: "summary", title: "Summary", quiet: true, body };
}

/** What a reader must not overlook: this is not the whole of it. */
function notices({ report: { run, targets } }: PageContent): Html {
  const all = [
    run.complete
      ? null
      : html`<strong>The run did not complete.</strong> What is missing here was not judged.`,
    run.shard === null
      ? null
      : html`<strong>This is only shard ${run.shard} of a run.</strong> The rest is in the reports of the other shards; <code>assay merge</code> brings them together.`,
    targets.length === 0 ? html`<strong>No target was judged.</strong>` : null,
    ...targets.flatMap((target) =>
      [...operationLines(target), ...slowLines(target), ...soakLines(target)].map(
        (line) => html`<strong>${target.name}:</strong> ${line}.`,
      ),
    ),
    ...targets
      .filter(({ leftovers }) => leftovers.length > 0)
      .map(
        ({ name, leftovers }) =>
          html`<strong>${count(leftovers.length, "thing")} left on ${name}:</strong> what the run created and could not remove is listed <a href="#run">below</a>.`,
      ),
  ];
  return html`${all.map((text) => text && html`<p class="notice">${text}</p>`)}`;
}
