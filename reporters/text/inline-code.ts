import { escapeMarkdown } from "./escape-markdown.ts";
import { longestRun } from "./longest-run.ts";
import { visible } from "./visible.ts";

const NOT_IN_A_SPAN = /[|\\]/;
const NEEDS_PADDING = /^[` ]|[` ]$/;

/**
 * Text as inline Markdown code, also in a table: nothing in it is markup, a mention or a link. A bar
 * ends the cell of a table even inside backticks, so that text with bars (or with backslashes, which
 * may stand before one) goes into a `<code>` element.
 */
export function inlineCode(text: string): string {
  const shown = visible(text);
  if (shown.trim() === "") return shown === "" ? "(empty)" : `(${shown.length} spaces)`;
  if (NOT_IN_A_SPAN.test(shown)) return `<code>${escapeMarkdown(shown)}</code>`;
  const fence = "`".repeat(longestRun(shown, "`") + 1);
  const padding = NEEDS_PADDING.test(shown) ? " " : "";
  return `${fence}${padding}${shown}${padding}${fence}`;
}
