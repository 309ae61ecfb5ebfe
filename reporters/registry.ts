import type { Report } from "../src/model/report.ts";
import { renderBadge } from "./badge/render-badge.ts";
import { renderBadgeSvg } from "./badge/render-badge-svg.ts";
import { renderCsv } from "./csv/render-csv.ts";
import { renderHar } from "./har/render-har.ts";
import { renderHtml } from "./html/render-html.ts";
import { renderJson } from "./json/render-json.ts";
import { renderJunit } from "./junit/render-junit.ts";
import { renderComment } from "./markdown/render-comment.ts";
import { renderMarkdown } from "./markdown/render-markdown.ts";
import type { RenderOptions } from "./render-options.ts";
import { renderSarif } from "./sarif/render-sarif.ts";
import { renderTap } from "./tap/render-tap.ts";

/** The names that `--format` takes. */
export type FormatName =
  | "json"
  | "html"
  | "junit"
  | "md"
  | "md-comment"
  | "sarif"
  | "har"
  | "tap"
  | "csv"
  | "badge";

export interface Format {
  /** The name of the file in the output folder. */
  readonly file: string;
  readonly render: (report: Report, options: RenderOptions) => string;
  /** More files of the same format. */
  readonly also?: readonly Omit<Format, "also">[];
}

/** Every format that a report can be written in. A new one is a renderer and a line here. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  json: { file: "report.json", render: renderJson },
  html: { file: "report.html", render: renderHtml },
  junit: { file: "junit.xml", render: renderJunit },
  md: { file: "report.md", render: renderMarkdown },
  "md-comment": { file: "comment.md", render: renderComment },
  sarif: { file: "report.sarif", render: renderSarif },
  har: { file: "report.har", render: renderHar },
  tap: { file: "report.tap", render: renderTap },
  csv: { file: "report.csv", render: renderCsv },
  badge: {
    file: "badge.json",
    render: renderBadge,
    also: [{ file: "badge.svg", render: renderBadgeSvg }],
  },
};
