import type { PlayEvent } from "../sequential/event.ts";
import type { AnyCall, AnyOutcome } from "../sequential/spec.ts";
import { wordOf } from "./history-words.ts";

/** A history in words: what was in flight together, branch by branch, and what came before and after. */
export function describeHistory<Call extends AnyCall>(
  history: readonly PlayEvent<Call, AnyOutcome>[],
  describe: (call: Call) => string,
): string {
  const parts = (branch: PlayEvent<Call, AnyOutcome>["branch"]): string =>
    history
      .filter((event) => event.branch === branch)
      .map(({ call, outcome }) => `${describe(call)}: ${wordOf(outcome)}`)
      .join(", then ");
  const branches = [...new Set(history.map(({ branch }) => branch))]
    .filter((branch) => typeof branch === "number")
    .sort();
  const before = parts("before");
  const after = parts("after");
  return [
    ...(before ? [`before: ${before}`] : []),
    `together: ${branches.map(parts).join(" | ")}`,
    ...(after ? [`after: ${after}`] : []),
  ].join("; ");
}
