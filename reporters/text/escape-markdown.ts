import { visible } from "./visible.ts";

/** What GitHub's Markdown, its extensions (tables, autolinks, math, emoji) or HTML would read as markup. */
const MARKUP =
  /[\\`*_[\]<>|~@$&]|#(?=\w)|:(?=\/\/|[\w+-]+:)|(?<=www)\.|^[#+=-]|(?<=^\d+)[.)](?=\s|$)/gi;

/**
 * Text as prose on one line: every character that could be markup becomes an HTML entity. For the words
 * of rule files; GitHub still notifies an `@name` in prose, so that a server's words go into
 * `inlineCode` or a fenced block.
 */
export function escapeMarkdown(text: string): string {
  return visible(text).replace(MARKUP, (found) => `&#${found.charCodeAt(0)};`);
}
