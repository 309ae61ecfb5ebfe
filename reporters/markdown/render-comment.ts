import type { Report } from "../../src/model/report.ts";
import type { RenderOptions } from "../render-options.ts";
import { renderMarkdown } from "./render-markdown.ts";

/** Characters of a comment on GitHub; counted here as bytes, which are never fewer. */
const COMMENT_BYTES = 65_536;

/** The Markdown report cut to what a comment on a pull request takes. */
export function renderComment(report: Report, options: RenderOptions = {}): string {
  return renderMarkdown(report, { ...options, maxBytes: COMMENT_BYTES });
}
