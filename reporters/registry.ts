import type { Report } from "../src/model/report.ts";
import { renderJson } from "./render-json.ts";
import { renderJunit } from "./render-junit.ts";
import { renderMarkdown } from "./render-markdown.ts";
import type { RenderOptions } from "./render-options.ts";

/** The names that `--format` takes. */
export type FormatName = "json" | "junit" | "md";

export interface Format {
  /** The name of the file in the output folder. */
  readonly file: string;
  readonly render: (report: Report, options: RenderOptions) => string;
}

/** Every format that a report can be written in. A new one is a renderer and a line here. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  json: { file: "report.json", render: renderJson },
  junit: { file: "junit.xml", render: renderJunit },
  md: { file: "report.md", render: renderMarkdown },
};
