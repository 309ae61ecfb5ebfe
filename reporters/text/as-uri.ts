/** What RFC 3986 allows beside the host; browsers allow more. */
const NOT_IN_URI = /[^\w.~:/?@!$&'()*+,;=%-]|%(?![0-9A-Fa-f]{2})/gu;

/**
 * An address as RFC 3986 wants it, which formats with a schema insist on. A text that is none, such as
 * the request line of a hostile request, becomes the query of `about:invalid`.
 */
export function asUri(text: string): string {
  if (!URL.canParse(text)) return `about:invalid?${encode(text)}`;
  const { href, origin, hash } = new URL(text);
  // The host of an IPv6 address has brackets, which nothing else may have.
  const start = href.startsWith(`${origin}/`) ? origin : "";
  const rest = href.slice(start.length, href.length - hash.length);
  return `${start}${encode(rest)}${hash === "" ? "" : `#${encode(hash.slice(1))}`}`;
}

function encode(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(NOT_IN_URI, (found) => encodeURIComponent(found));
}
