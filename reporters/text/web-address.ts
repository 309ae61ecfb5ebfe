import { asUri } from "./as-uri.ts";

/** An address of the web, as RFC 3986 has it; undefined for everything else, which must not become a link. */
export function webAddress(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  return ["http:", "https:"].includes(new URL(url).protocol) ? asUri(url) : undefined;
}
