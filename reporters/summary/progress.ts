import stringWidth from "string-width";
import { count, thousands } from "../text/count.ts";
import { cutToWidth } from "../text/cut-to-width.ts";
import { formatDuration } from "../text/format-duration.ts";
import { visible } from "../text/visible.ts";

/** How far a run is. */
export interface ProgressState {
  readonly done: number;
  /** 0 when it is not known, as in a run with a time budget. */
  readonly total: number;
  readonly failed: number;
  readonly inconclusive: number;
  readonly cases: number;
  readonly requests: number;
  readonly elapsedMs: number;
  /** What is being judged. */
  readonly current?: string;
}

/** Below this an estimate of the time left is a guess. */
const FIRST_ESTIMATE_MS = 2_000;
const BAR_WIDTH = 20;
const SEPARATOR = "  ";

/**
 * One line of at most `width` columns: how far, what failed, how much was sent, the time left. In a
 * narrow terminal the less important parts are left out, from the end of this list: counts of rules,
 * failed, inconclusive, time, cases and requests, the bar, what is being judged.
 */
export function formatProgress(
  state: ProgressState,
  { width }: { readonly width: number },
): string {
  const { failed, inconclusive, current } = state;
  const parts = [
    { place: 1, text: rules(state) },
    { place: 2, text: failed > 0 ? `${thousands(failed)} failed` : "" },
    { place: 3, text: inconclusive > 0 ? `${thousands(inconclusive)} inconclusive` : "" },
    { place: 5, text: time(state) },
    { place: 4, text: `${count(state.cases, "case")}, ${count(state.requests, "request")}` },
    { place: 0, text: bar(state) },
    { place: 6, text: visible(current ?? "") },
  ].filter((part) => part.text !== "");
  let line = "";
  for (let n = 1; n <= parts.length; n += 1) {
    const shown = parts.slice(0, n).sort((a, b) => a.place - b.place);
    const longer = shown.map((part) => part.text).join(SEPARATOR);
    if (stringWidth(longer) > width) return line === "" ? cutToWidth(longer, width) : line;
    line = longer;
  }
  return line;
}

function rules({ done, total }: ProgressState): string {
  return total > 0 ? `${thousands(done)}/${count(total, "rule")}` : count(done, "rule");
}

function bar({ done, total }: ProgressState): string {
  if (total <= 0) return "";
  const full = Math.min(BAR_WIDTH, Math.floor((done / total) * BAR_WIDTH));
  return `[${"#".repeat(full)}${".".repeat(BAR_WIDTH - full)}]`;
}

function time({ done, total, elapsedMs }: ProgressState): string {
  const elapsed = formatDuration(elapsedMs);
  if (total <= 0 || done <= 0 || done >= total || elapsedMs < FIRST_ESTIMATE_MS) return elapsed;
  return `${elapsed}, about ${formatDuration((elapsedMs / done) * (total - done))} left`;
}
