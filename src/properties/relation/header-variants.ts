import { bindingsThat, hasPlaces } from "../../model/binding.ts";
import type { Call } from "../../model/call.ts";
import { type HeaderLine, headerLines, headersOf } from "../../model/header-lines.ts";
import { encode } from "../../wire/encode/encode.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import type { Variant } from "./variant.ts";

const PLACES = bindingsThat(hasPlaces);

const variant = (
  name: string,
  change: (request: WireRequest, call: Call) => WireRequest | undefined,
): Variant => ({
  name,
  bindings: PLACES,
  message: (call, service) => change(encode(call, service), call),
});

const renaming = (rename: (name: string) => string) => (request: WireRequest) =>
  withLines(request, (lines) => lines.map(([name, value]): HeaderLine => [rename(name), value]));

/** With these lines in the place of those of the same names. */
const adding = (added: readonly HeaderLine[]) => (request: WireRequest) =>
  withLines(request, (lines) => [
    ...lines.filter(([name]) => !added.some(([one]) => one === name.toLowerCase())),
    ...added,
  ]);

function withLines(
  request: WireRequest,
  change: (lines: readonly HeaderLine[]) => readonly HeaderLine[],
): WireRequest {
  return { ...request, headers: headersOf(change(headerLines(request.headers))) };
}

/**
 * One request by RFC 9110: names have no letter case (5.1), lines of other names no order (5.3), values no white
 * space around them (5.5), and whoever accepts what an answer is has asked for nothing else (12.5.1).
 */
export const EQUAL_HEADERS: readonly Variant[] = [
  variant(
    "header names in upper case",
    renaming((name) => name.toUpperCase()),
  ),
  variant(
    "header names in lower case",
    renaming((name) => name.toLowerCase()),
  ),
  variant(
    "header names with capitals",
    renaming((name) =>
      name.toLowerCase().replace(/(?<![a-z0-9])[a-z]/g, (one) => one.toUpperCase()),
    ),
  ),
  variant("header lines in the reverse order", (request) =>
    withLines(request, (lines) => lines.toReversed()),
  ),
  // Behind a value servers in use keep it (Python's http.server), though no value has it by RFC 9112, 5.1.
  variant("white space before header values", (request) =>
    withLines(request, (lines) => lines.map(([name, value]): HeaderLine => [name, ` \t${value}`])),
  ),
  variant("Accept of everything", adding([["accept", "*/*"]])),
  variant("Accept of JSON", (request, { operation }) =>
    operation.answer === "json" ? adding([["accept", "application/json"]])(request) : undefined,
  ),
];

/**
 * What a server ignores that does not know it (RFC 9110, 5.1), what is said of a content that is not there (8.3;
 * many clients send it with everything), and what says only who asks.
 */
export const TOLERATED_HEADERS: readonly Variant[] = [
  variant("a header that nobody knows", adding([["x-assay", "1"]])),
  variant("Content-Type of JSON without content", (request) =>
    request.body === null ? adding([["content-type", "application/json"]])(request) : undefined,
  ),
  variant(
    "the headers of a browser",
    adding([
      ["user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"],
      ["accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"],
      ["accept-language", "de,en;q=0.5"],
    ]),
  ),
];
