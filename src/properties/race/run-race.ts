import { setTimeout as delay } from "node:timers/promises";
import { StopCase } from "../../run/case/case-state.ts";
import type { Outcome, RaceEvent } from "./race-event.ts";
import type { Branch, RacePlan } from "./race-plan.ts";

/** Makes one call; undefined when it cannot be made here, and then it is no part of the history. */
export type Perform<C> = (
  call: C,
  over: Branch<C>["over"],
) => Promise<{ readonly outcome: Outcome; readonly step: number } | undefined>;

/**
 * Carries a plan out and gives its history. Every branch starts from one barrier; the calls of
 * several branches are in flight together, each over a connection of its own.
 *
 * @throws StopCase when a call of the set-up is not accepted
 * @throws what `perform` throws, when every branch has ended
 */
export async function runRace<C>(
  plan: RacePlan<C>,
  perform: Perform<C>,
): Promise<readonly RaceEvent<C>[]> {
  const history: RaceEvent<C>[] = [];
  let moment = 0;

  const make = async (
    call: C,
    branch: RaceEvent<C>["branch"],
    over: Branch<C>["over"],
  ): Promise<void> => {
    const began = moment++;
    const done = await perform(call, over);
    if (!done) return;
    history.push({ branch, call, ...done, began, ended: moment++ });
    if (branch !== "before" || done.outcome.kind === "accepted") return;
    throw new StopCase("undecided", `a call before the race was ${done.outcome.kind}`);
  };

  for (const call of plan.prefix) await make(call, "before", "own");
  const running = plan.branches.map(async ({ after, over, calls }, branch) => {
    if (after > 0) await delay(after);
    for (const call of calls) await make(call, branch, over);
  });
  // What is still in flight must not run into the clean-up.
  const broken = (await Promise.allSettled(running)).find(({ status }) => status === "rejected");
  if (broken?.status === "rejected") throw broken.reason;
  for (const call of plan.suffix) await make(call, "after", "own");
  return history;
}
