import { type Html, html } from "../../../reporters/html/html.ts";
import { mark } from "../../../reporters/html/mark.ts";
import type { Section } from "../../../reporters/html/page-frame.ts";
import { formatDuration } from "../../../reporters/text/format-duration.ts";
import type { SignatureState } from "../../sign/check-signature.ts";
import type { History } from "../history.ts";
import { minuteOf } from "../instants.ts";
import { shortDigest } from "../kept-file.ts";
import type { KeptRun } from "../kept-run.ts";

/**
 * Every run with what makes it falsifiable, the last one first.
 *
 * @param signatures for each run; undefined where it is not signed
 */
export function registrySection(
  { runs, targets }: History,
  signatures: readonly (SignatureState | undefined)[],
): Section {
  const judged = new Map<number, Html[]>();
  for (const { name, points } of targets) {
    for (const { run, outcome, must } of points) {
      const words = html`<li>${name} ${outcome}: <span class="nowrap">${must.hold} / ${must.judged} / ${must.all}</span></li>`;
      judged.set(run, [...(judged.get(run) ?? []), words]);
    }
  }
  const rows = runs.map((row, run) => registryRow(row, judged.get(run) ?? [], signatures[run]));
  const body = html`<p class="quiet">What is needed to repeat a run, and to see that a report is the one of this row. MUST rules: how many hold, how many were judged, how many there are.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Every run"><table class="registry">
<thead><tr><th scope="col">Run (UTC)</th><th scope="col">Targets, MUST hold / judged / all</th><th scope="col">Edition</th><th scope="col" class="number">Seed</th><th scope="col">Tool</th><th scope="col">Rules</th><th scope="col">Report</th><th scope="col">Signature</th></tr></thead>
<tbody>${rows.reverse()}</tbody></table></div>`;
  return { id: "runs", title: "Runs", body };
}

function registryRow(
  { run, tool, specs, report }: KeptRun,
  targets: readonly Html[],
  signature: SignatureState | undefined,
): Html {
  const facts: readonly (readonly [string, string])[] = [
    ["Command", run.command],
    ["Run", run.id],
    ["Took", formatDuration(run.durationMs)],
    ["Code of the tool", tool.digest ?? "no digest"],
    ["Rules", specs.digest],
    ["Report", report],
    ...signatureFacts(signature),
  ];
  return html`<tr><th scope="row"><span class="nowrap">${minuteOf(run.startedAt)}</span>${!run.complete && html`<br>${mark("inconclusive", "not complete")}`}<details class="repeat"><summary>To repeat it<span class="sr">, the run of ${minuteOf(run.startedAt)}</span></summary><dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd><code>${value}</code></dd>`)}</dl></details></th><td><ul class="plain">${targets}</ul></td><td>${run.edition ?? "what all promise"}</td><td class="number">${String(run.seed)}</td><td>${tool.version}${tool.digest && html`<br><code>${shortDigest(tool.digest)}</code>`}</td><td>${specs.rules}<br><code>${shortDigest(specs.digest)}</code></td><td><code>${shortDigest(report)}</code></td><td>${signatureMark(signature)}</td></tr>
`;
}

function signatureFacts(
  signature: SignatureState | undefined,
): readonly (readonly [string, string])[] {
  return signature && signature.kind !== "bad" ? [["Key of the signature", signature.key]] : [];
}

function signatureMark(signature: SignatureState | undefined): Html {
  if (!signature) return html`<span class="quiet">not signed</span>`;
  switch (signature.kind) {
    case "good":
      return mark("pass", `by ${signature.by}`);
    case "unknown":
      return html`${mark("inconclusive", "signed")}<br><span class="quiet">${signature.because}</span>`;
    case "bad":
      return html`${mark("violated", "wrong")}<br><span class="quiet">${signature.because}</span>`;
    default:
      return signature satisfies never;
  }
}
