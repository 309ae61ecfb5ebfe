import { trimEnd } from "../../model/trim-end.ts";
import { percent } from "../encode/percent.ts";

/** The service's address with nothing after it: a trailing slash of the target file means nothing. */
export function endpoint(baseUrl: string): string {
  return trimEnd(baseUrl, "/");
}

/** `<baseUrl>/<Operation>`, where GET and POST forms go. */
export function operationUrl(baseUrl: string, operation: string): string {
  return `${endpoint(baseUrl)}/${percent(operation)}`;
}

/** Where the origin of a URL ends, as it is spelled. */
export function endOfOrigin(url: string): number {
  for (let at = url.indexOf("://") + "://".length; at < url.length; at++) {
    if (BEHIND_ORIGIN.includes(url.charAt(at))) return at;
  }
  return url.length;
}

const BEHIND_ORIGIN = "/?#\\";
