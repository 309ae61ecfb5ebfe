import { type ExportedRequest, NotExpressible, type Part } from "../../exported-test.ts";

/** Headers by which http.client would be told to frame a body otherwise. */
const FRAMING = ["connection", "expect", "host", "transfer-encoding"];
/** What http.client takes in a header: no line end, and Latin-1 alone. */
const IN_HEADER = /^[\t\x20-\x7e\u00a0-\u00ff]*$/;
/** What it takes in a request line. */
const IN_LINE = /^[\x21-\x7e]*$/;

/**
 * Sees that Python's http.client sends a request as it was sent.
 *
 * @throws NotExpressible with the reason
 */
export function refuseForHttpClient({ method, url, headers }: ExportedRequest): void {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) {
    throw new NotExpressible("http.client does not send such a method");
  }
  if (!fits(url, IN_LINE)) {
    throw new NotExpressible("http.client does not send such a URL");
  }
  for (const [name, value] of headers) {
    if (FRAMING.includes(name.toLowerCase())) {
      throw new NotExpressible(`http.client writes the header ${name.toLowerCase()} by itself`);
    }
    if (!fits([name], /^[^:\s][^:\r\n]*$/) || !fits([name], IN_LINE) || !fits(value, IN_HEADER)) {
      throw new NotExpressible("http.client does not send such a header");
    }
  }
}

function fits(parts: readonly Part[], pattern: RegExp): boolean {
  return parts.every((part) => typeof part !== "string" || pattern.test(part));
}
