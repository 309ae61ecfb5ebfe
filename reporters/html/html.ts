import { visible, visibleLines } from "../text/visible.ts";

/** Markup that may stand in a page as it is. Made by {@link html} and the functions beside it only. */
export interface Html {
  readonly html: string;
}

export type Content = Html | string | number | null | undefined | false | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * A piece of a page: what stands between the values is markup, every value is data. Text is escaped for
 * elements and for attributes in quotes, and what is invisible in it is shown (see `visible`); lists are
 * joined; null, undefined and false are nothing.
 */
export function html(markup: TemplateStringsArray, ...values: readonly Content[]): Html {
  const parts = markup.map(
    (text, index) => text + (index < values.length ? write(values[index]) : ""),
  );
  return { html: parts.join("") };
}

/** Text in which line feeds and tabs stay, for `<pre>`. */
export function lines(text: string): Html {
  return { html: escapeMarkup(visibleLines(text)) };
}

function write(content: Content): string {
  if (content === null || content === undefined || content === false) return "";
  if (typeof content === "number") return String(content);
  if (typeof content === "string") return escapeMarkup(visible(content));
  return "html" in content ? content.html : content.map(write).join("");
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? "");
}
