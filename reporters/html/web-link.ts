import { type Html, html } from "./html.ts";

/** A link to a page on the web; the words alone where the address is missing or of another kind. */
export function webLink(words: string, url: string | undefined): Html {
  return url !== undefined && /^https?:\/\//i.test(url)
    ? html`<a href="${url}" rel="noreferrer">${words}</a>`
    : html`${words}`;
}
