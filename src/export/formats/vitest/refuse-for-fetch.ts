import { type ExportedRequest, NotExpressible, type Part } from "../../exported-test.ts";

/** Headers that fetch writes by itself, whatever it is given (Fetch, 2.2.2). */
const OWN = [
  ...["connection", "content-length", "expect", "host", "keep-alive", "te", "trailer"],
  ...["transfer-encoding", "upgrade"],
];
/** Methods that fetch does not send (Fetch, 2.2.1). */
const FORBIDDEN = ["CONNECT", "TRACE", "TRACK"];
/** Methods that fetch writes in capitals. */
const NORMALISED = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];
/** Characters that any client sends in a header as they are. */
const PLAIN = /^[\t\x20-\x7e]*$/;

/**
 * Sees that fetch sends a request as it was sent.
 *
 * @throws NotExpressible with the reason
 */
export function refuseForFetch({ method, url, headers, body }: ExportedRequest): void {
  const capitals = method.toUpperCase();
  if (FORBIDDEN.includes(capitals)) throw new NotExpressible(`fetch does not send ${capitals}`);
  if (method !== capitals && NORMALISED.includes(capitals)) {
    throw new NotExpressible(`fetch writes the method ${method} in capitals`);
  }
  if (body.length > 0 && (capitals === "GET" || capitals === "HEAD")) {
    throw new NotExpressible(`fetch sends no body with ${capitals}`);
  }
  const names = headers.map(([name]) => name.toLowerCase());
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (OWN.includes(lower)) throw new NotExpressible(`fetch writes the header ${lower} by itself`);
    if (name !== lower)
      throw new NotExpressible("fetch may write names of headers in small letters");
    if (names.filter((one) => one === lower).length > 1) {
      throw new NotExpressible("fetch makes one line of headers of one name");
    }
    if (!value.every((part) => typeof part !== "string" || PLAIN.test(part))) {
      throw new NotExpressible(`the header ${lower} has characters that fetch does not send`);
    }
    const [first = ""] = value;
    const last = value.at(-1) ?? "";
    if (isPadded(first, "start") || isPadded(last, "end")) {
      throw new NotExpressible(`fetch trims the header ${lower}`);
    }
  }
  const sample = url.map(sampleOf).join("");
  if (!URL.canParse(sample) || new URL(sample).href !== withSlash(sample)) {
    throw new NotExpressible("fetch would write its URL otherwise");
  }
}

function isPadded(part: Part, side: "start" | "end"): boolean {
  if (typeof part !== "string") return false;
  return side === "start" ? /^[\t ]/.test(part) : /[\t ]$/.test(part);
}

const BASE = "http://server.invalid";

/** Any value that needs no escape stands for one that another run has. */
function sampleOf(part: Part): string {
  if (typeof part === "string") return part;
  if (part.kind === "base") return BASE;
  if (part.kind === "saved" && part.into === undefined) return `${BASE}/x`;
  return "x";
}

/** A URL without a path has one of a slash. */
function withSlash(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^/?#]+)(?=$|[?#])/, "$1/");
}
