import type { Report } from "../../src/model/report.ts";
import type { FailOn, RenderOptions } from "../render-options.ts";
import { type AlignedRule, alignRules } from "./align-rules.ts";

/** What the sections of the page are made of. */
export interface PageContent {
  readonly report: Report;
  readonly failOn: FailOn;
  readonly rules: readonly AlignedRule[];
  /** More than one target: verdicts are named by their targets. */
  readonly several: boolean;
  /** Where report.json is, as commands name it. */
  readonly reportPath?: string;
}

export function pageContent(
  report: Report,
  { failOn = "must", reportPath }: RenderOptions,
): PageContent {
  const place = reportPath === undefined ? {} : { reportPath };
  return {
    ...place,
    report,
    failOn,
    rules: alignRules(report),
    several: report.targets.length > 1,
  };
}
