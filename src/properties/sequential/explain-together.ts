import type { PlayEvent } from "./event.ts";
import { explainHistory } from "./explain-history.ts";
import type { Knowledge } from "./knowledge.ts";
import type { AnyCall, AnyOutcome, SequentialSpec } from "./spec.ts";

/**
 * What is known after calls in flight together: whatever each resource may be by any order of the calls, in
 * agreement with time, that explains every answer. Undefined where no order does, and where there are too
 * many to say so.
 */
export function explainTogether<State, Call extends AnyCall, Outcome extends AnyOutcome>(
  events: readonly PlayEvent<Call, Outcome>[],
  known: Knowledge<State>,
  spec: SequentialSpec<State, Call, Outcome>,
): Knowledge<State> | undefined {
  const { known: after, unexplained, unjudged } = explainHistory(events, known, spec);
  return unexplained.length > 0 || unjudged.length > 0 ? undefined : after;
}
