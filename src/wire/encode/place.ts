import { endpoint } from "../client/endpoint.ts";

/** Where a call goes that says so itself. */
export type Place =
  /** `before` and the text as it was given are the address; null where it had to be written otherwise. */
  | { readonly url: string; readonly before: string | null }
  /** Why nothing is sent there; continues "$url". */
  | { readonly refused: string };

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;

/**
 * The address that a text names: an absolute URL, one relative to the host (`/uploads/1`), or a path
 * relative to the base URL (`uploads/1`), as a client reads a `Location`. Requests go nowhere but to the
 * target's own origin and below its base URL, whatever an answer says.
 */
export function placeOf(text: string, baseUrl: string): Place {
  const base = new URL(`${endpoint(baseUrl)}/`);
  if (text === "") return { refused: "is empty" };
  if (!URL.canParse(text, base.href)) return { refused: `is no URL: ${text}` };
  const url = new URL(text, base.href);
  if (url.origin !== base.origin) {
    return { refused: `leads to another origin than ${base.origin}: ${text}` };
  }
  if (url.username !== "" || url.password !== "") return { refused: "holds a user name" };
  if (!isBelow(url.pathname, base.pathname)) {
    return { refused: `leads out of the base URL ${endpoint(baseUrl)}: ${text}` };
  }
  url.hash = "";
  const before = ABSOLUTE.test(text)
    ? ""
    : text.startsWith("//")
      ? base.protocol
      : text.startsWith("/")
        ? base.origin
        : `${endpoint(baseUrl)}/`;
  return { url: url.href, before: `${before}${text}` === url.href ? before : null };
}

/** Also as a server reads it that decodes a path before it looks for dots. */
function isBelow(path: string, base: string): boolean {
  if (!`${path}/`.startsWith(base)) return false;
  return !decoded(path)
    .split(/[/\\]/)
    .some((segment) => segment === "..");
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The same for a call that was looked at before.
 *
 * @throws Error when nothing may be sent there
 */
export function urlOfPlace(text: string, baseUrl: string): string {
  const place = placeOf(text, baseUrl);
  if ("refused" in place)
    throw new Error(`Refused to send a request: its address ${place.refused}`);
  return place.url;
}
