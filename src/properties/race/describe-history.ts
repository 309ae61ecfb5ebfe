import type { Outcome, RaceEvent } from "./race-event.ts";

/** A history in words: what was in flight together, branch by branch, and what came before and after. */
export function describeHistory<C>(
  history: readonly RaceEvent<C>[],
  describe: (call: C) => string,
): string {
  const parts = (branch: RaceEvent<C>["branch"]): string =>
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

function wordOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case "accepted":
      return outcome.bytes ? `${outcome.bytes.length} bytes` : "accepted";
    case "again":
      return "asked for again";
    default:
      return outcome.kind;
  }
}
