import type { Failure, HistoryCall } from "../../src/model/failure.ts";
import { visible } from "./visible.ts";

/** Columns of a moment, where there is room for them. */
const MOMENT = 4;
const MOST_COLUMNS = 60;
/** Of more calls the last ones are drawn and listed: the one that no order explains is among them. */
const MOST_CALLS = 16;

/**
 * Calls in flight together as a small picture: a line for each that made some, a bar for each call with its
 * number among the steps, from where it began to where it was answered; below, each number with its call and
 * answer. `✕` marks those without which some order explains the others. Nothing for a failure without them.
 */
export function formatHistory({ history = [] }: Pick<Failure, "history">): readonly string[] {
  if (history.length === 0) return [];
  const calls = lastCalls(history, MOST_CALLS);
  const first = Math.min(...calls.map(({ began }) => began));
  const moments = Math.max(...calls.map(({ ended }) => ended)) - first + 1;
  const unit = Math.max(1, Math.min(MOMENT, Math.floor(MOST_COLUMNS / moments)));
  const lanes = [...new Set(calls.map(({ lane }) => lane))].sort();
  const width = Math.max(...lanes.map((lane) => visible(lane).length));
  const drawn = lanes.map((lane) => {
    const own = calls.filter((call) => call.lane === lane);
    return `${visible(lane).padEnd(width)} ${barsOf(own, first, unit)}`.trimEnd();
  });
  const left = history.length - calls.length;
  return [
    ...drawn,
    ...(left > 0 ? [`${left} calls before are in report.json`] : []),
    ...calls.map(
      ({ step, lane, call, answer, unexplained }) =>
        `${String(step).padStart(3)} ${visible(lane)}: ${visible(call)}: ${visible(answer)}${unexplained ? " ✕" : ""}`,
    ),
  ];
}

/** The last calls of a history, with those that are to blame. */
export function lastCalls(history: readonly HistoryCall[], most: number): readonly HistoryCall[] {
  const from = history.length - most;
  return history.filter((call, index) => index >= from || call.unexplained);
}

function barsOf(calls: readonly HistoryCall[], first: number, unit: number): string {
  let line = "";
  for (const { began, ended, step, unexplained } of calls) {
    const fill = unexplained ? "━" : "─";
    const length = Math.max(2, (ended - began) * unit);
    const text = `${unexplained ? "✕" : ""}${step}`;
    const inside = text.length <= length - 2 ? text : "";
    const bar = `├${inside}${fill.repeat(length - 2 - inside.length)}┤`;
    line = `${line.padEnd((began - first) * unit)}${bar}`;
  }
  return line;
}
