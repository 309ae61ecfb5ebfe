import type { Html } from "./html.ts";

/**
 * Data for the page's script, its texts made visible before. No `<` is in it, so that nothing can end
 * the element or begin another.
 */
export function jsonBlock(data: unknown): Html {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return { html: `<script type="application/json">${json}</script>` };
}
