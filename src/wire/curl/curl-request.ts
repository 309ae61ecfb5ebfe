import { withBody } from "./curl-body.ts";
import type { CurlCommand } from "./curl-command.ts";
import { headerWords, methodWords, withoutHeader } from "./curl-header.ts";
import { type CurlPart, type CurlRequest, type CurlSegment, shellWord } from "./curl-step.ts";
import { shellQuote } from "./shell-quote.ts";

/** Method, address, headers and body as they were; curl adds no type to a body that had none. */
export function curlRequest({ method, url, headers, body }: CurlRequest): CurlCommand {
  const words = [
    "-g",
    "--path-as-is",
    ...methodWords(method),
    shellWord(url),
    ...headerWords(headers),
  ];
  if (body === null) return { words };
  if (!headers.some(([name]) => name.toLowerCase() === "content-type")) {
    words.push(...withoutHeader("content-type"));
  }
  if (!Buffer.isBuffer(body)) return withBody(words, body.flatMap(withRuns));
  const pipe = `printf %s ${shellQuote(body.toString("base64"))} | base64 -d`;
  return { pipe, words: [...words, "--data-binary", "@-"] };
}

/** So many times the same character is better made than written. */
const LONG_RUN = /([\x20-\x7e])\1{4095,}/g;

function withRuns(part: CurlPart): readonly CurlSegment[] {
  if (typeof part !== "string") return [part];
  const segments: CurlSegment[] = [];
  let end = 0;
  for (const { 0: run, 1: character = " ", index } of part.matchAll(LONG_RUN)) {
    segments.push(part.slice(end, index), { character, times: run.length });
    end = index + run.length;
  }
  return [...segments, part.slice(end)].filter((segment) => segment !== "");
}
