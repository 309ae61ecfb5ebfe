import type { CurlCommand } from "./curl-command.ts";
import { type CurlSegment, needPipe, printCommand, shellWord } from "./curl-step.ts";

/** The body in the command line while it fits there, piped in otherwise. */
export function withBody(words: readonly string[], body: readonly CurlSegment[]): CurlCommand {
  return needPipe(body) || isMisread(body)
    ? { pipe: printCommand(body), words: [...words, "--data-binary", "@-"] }
    : { words: [...words, "--data-binary", shellWord(body)] };
}

/** To curl, a body that begins with @ is the name of a file; and no word of a shell holds a NUL. */
function isMisread(body: readonly CurlSegment[]): boolean {
  const [first = ""] = body;
  const mayBegin = typeof first === "string" ? first.startsWith("@") : true;
  return mayBegin || body.some((part) => typeof part === "string" && part.includes("\0"));
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
