import type { Report } from "../../src/model/report.ts";
import { outcomeAlone } from "../outcome-line.ts";
import type { RenderOptions } from "../render-options.ts";
import { behaviourSection, hasBehaviour } from "./behaviour-section.ts";
import { comparisonSection } from "./comparison-section.ts";
import { coverageSection, hasCoverage } from "./coverage-section.ts";
import { editionsSection, hasEditions } from "./editions-section.ts";
import { html } from "./html.ts";
import { pageContent } from "./page-content.ts";
import { pageFrame } from "./page-frame.ts";
import { rulesSection } from "./rules-section.ts";
import { runSection } from "./run-section.ts";
import { statementsSection } from "./statements-section.ts";
import { summarySection } from "./summary-section.ts";
import { hasTimings, timingsSection } from "./timings-section.ts";

/**
 * The report as one HTML file for people: it needs nothing beside itself, asks the network for nothing,
 * and shows whatever a server said as text. Sections with nothing to say are not there.
 */
export function renderHtml(report: Report, options: RenderOptions = {}): string {
  const content = pageContent(report, options);
  const judged = content.rules.length > 0;
  return pageFrame({
    title: titleOf(report),
    sections: [
      summarySection(content),
      ...(content.several ? [comparisonSection(content)] : []),
      ...(report.targets.length > 0 ? [statementsSection(content)] : []),
      ...(judged ? [rulesSection(content)] : []),
      ...(hasCoverage(content) ? [coverageSection(content)] : []),
      ...(hasEditions(content) ? [editionsSection(content)] : []),
      ...(hasBehaviour(content) ? [behaviourSection(content)] : []),
      ...(hasTimings(content) ? [timingsSection(content)] : []),
      runSection(content),
    ],
    footer: html`${report.tool.name} ${report.tool.version} · ${report.run.startedAt} · <code>${report.run.command}</code>`,
  });
}

function titleOf({ targets, run }: Report): string {
  const said = targets.map((target) => `${target.name} ${outcomeAlone(target)}`).join(", ");
  return `Assay: ${said || "nothing was judged"}${run.complete ? "" : " (the run did not complete)"}`;
}
