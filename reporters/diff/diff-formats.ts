import type { DiffReport } from "../../src/model/diff.ts";
import { diffHtml } from "./diff-html.ts";
import { diffMarkdown } from "./diff-markdown.ts";
import { diffSummary } from "./diff-summary.ts";

export type DiffFormat = "text" | "md" | "json" | "html";

/** Every format that a comparison can be written in. */
export const DIFF_FORMATS: Readonly<
  Record<DiffFormat, { readonly file: string; readonly render: (diff: DiffReport) => string }>
> = {
  text: { file: "diff.txt", render: (diff) => diffSummary(diff, { color: false, verbose: true }) },
  md: { file: "diff.md", render: (diff) => diffMarkdown(diff) },
  json: { file: "diff.json", render: diffJson },
  html: { file: "diff.html", render: diffHtml },
};

/** The comparison as JSON, as its schema describes it: indented by two spaces, one line feed at the end. */
function diffJson(diff: DiffReport): string {
  const indent = 2;
  return `${JSON.stringify(diff, null, indent)}\n`;
}
