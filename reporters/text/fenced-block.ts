import { longestRun } from "./longest-run.ts";
import { visibleLines } from "./visible.ts";

const SHORTEST_FENCE = 3;

/** A fenced Markdown block; the fence is longer than every run of backticks inside, so that nothing can end it. */
export function fencedBlock(content: string, language = ""): string {
  const fence = "`".repeat(Math.max(SHORTEST_FENCE, longestRun(content, "`") + 1));
  return `${fence}${language}\n${visibleLines(content)}\n${fence}`;
}
