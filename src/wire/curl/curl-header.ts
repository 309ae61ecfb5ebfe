import { joinTexts } from "./curl-body.ts";
import { type CurlHeader, type CurlSegment, shellWord } from "./curl-step.ts";
import { shellQuote } from "./shell-quote.ts";

/** A header line as a word; curl drops one whose value is empty unless its name ends with a semicolon. */
export function headerWord(name: string, value: readonly CurlSegment[]): string {
  return value.every((part) => part === "")
    ? shellQuote(`${name};`)
    : shellWord(joinTexts([`${name}: `, ...value]));
}

export function headerWords(headers: readonly CurlHeader[]): readonly string[] {
  return headers.flatMap(([name, value]) => ["-H", headerWord(name, value)]);
}

/** Takes out a line that curl would write by itself. */
export function withoutHeader(name: string): readonly string[] {
  return ["-H", shellQuote(`${name}:`)];
}

/** A method as words: to an answer without a body curl has to be told so, or it waits for one. */
export function methodWords(method: string): readonly string[] {
  return method === "HEAD" ? ["--head"] : ["-X", shellQuote(method)];
}
