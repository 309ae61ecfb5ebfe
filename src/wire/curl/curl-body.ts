import type { CurlCommand } from "./curl-command.ts";
import { type CurlSegment, needPipe, printCommand, shellWord } from "./curl-step.ts";

/** The body in the command line while it fits there, piped in otherwise. */
export function withBody(words: readonly string[], body: readonly CurlSegment[]): CurlCommand {
  return needPipe(body)
    ? { pipe: printCommand(body), words: [...words, "--data-binary", "@-"] }
    : { words: [...words, "--data-binary", shellWord(body)] };
}

/** Neighbouring texts as one, so that quotes open and close only around variables and bytes. */
export function joinTexts(segments: readonly CurlSegment[]): readonly CurlSegment[] {
  const joined: CurlSegment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (typeof segment === "string" && typeof last === "string") {
      joined[joined.length - 1] = last + segment;
    } else {
      joined.push(segment);
    }
  }
  return joined;
}
