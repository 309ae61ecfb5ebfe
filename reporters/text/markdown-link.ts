import { escapeMarkdown } from "./escape-markdown.ts";

/** A web address that can stand in a Markdown link, also in a table, as it is. */
const PLAIN_URL = /^https?:\/\/[\w./~%?=&#:@+,;-]+$/;

/** A link, or the words alone where the address is missing, no web address, or could be read as markup. */
export function markdownLink(words: string, url: string | undefined): string {
  const text = escapeMarkdown(words);
  return url !== undefined && PLAIN_URL.test(url) ? `[${text}](${url})` : text;
}
