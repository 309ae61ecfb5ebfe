import type { HistoryCall } from "../../model/failure.ts";
import type { PlayEvent } from "../sequential/event.ts";
import type { AnyCall, AnyOutcome } from "../sequential/spec.ts";

/** A call and its answer, without names and values. */
export function kindOf({ call, outcome }: PlayEvent<AnyCall, AnyOutcome>): string {
  const isOther = outcome.kind === "accepted" && outcome.bytes;
  return `${call.call}: ${isOther ? "other bytes" : outcome.kind}`;
}

/** What a call came to, in a word or two. */
export function wordOf({ kind, bytes }: AnyOutcome): string {
  if (kind === "again") return "asked for again";
  return kind === "accepted" && bytes ? `${bytes.length} bytes` : kind;
}

/** How a history is told. */
export interface HistoryWords<Call extends AnyCall> {
  readonly describe: (call: Call) => string;
  /** Who made a call: its branch, from 1, unless a race has better words for it. */
  readonly laneOf?: (event: PlayEvent<Call, AnyOutcome>) => string;
}

/**
 * A history as reports carry it.
 *
 * @param unexplained those of it without which some order explains the others
 */
export function historyCalls<Call extends AnyCall>(
  history: readonly PlayEvent<Call, AnyOutcome>[],
  unexplained: readonly PlayEvent<Call, AnyOutcome>[],
  { describe, laneOf = branchOf }: HistoryWords<Call>,
): readonly HistoryCall[] {
  const moments = history.flatMap(({ began, ended }) => [began, ended]).sort((a, b) => a - b);
  const places = new Map(moments.map((moment, place) => [moment, place]));
  return history
    .toSorted((a, b) => a.began - b.began)
    .map((event) => ({
      lane: laneOf(event),
      call: describe(event.call),
      answer: wordOf(event.outcome),
      began: places.get(event.began) ?? 0,
      ended: places.get(event.ended) ?? 0,
      step: event.step,
      ...(unexplained.includes(event) ? { unexplained: true } : {}),
    }));
}

function branchOf({ branch }: PlayEvent<AnyCall, AnyOutcome>): string {
  return typeof branch === "number" ? `${branch + 1}` : branch;
}
