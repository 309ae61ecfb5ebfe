import fc from "fast-check";
import { inOrder, MOSTLY, some } from "../../../../properties/race/plan-parts.ts";
import type { Branch, RacePlan } from "../../../../properties/race/race-plan.ts";
import type { RaceCall } from "./race-call.ts";

type Calls = fc.Arbitrary<readonly RaceCall[]>;
type Branches = fc.Arbitrary<readonly Branch<RaceCall>[]>;

/** The chunk and the name by which the calls after a race are told from those in it. */
const AFTERWARDS = { seed: 9, to: "after" };

export const DELETE: Calls = fc.constant([{ call: "delete" }]);
/** A chunk that the upload had before the race, and after which it takes others. */
export const EARLIER: Calls = maybe({ call: "chunk", seed: 7, last: false });
/** The upload is complete before the race. */
export const COMPLETE: Calls = fc.constant([{ call: "chunk", seed: 7, last: true }]);
/** There is mostly a file to be deleted, and a small one is enough. */
export const STAGED: Calls = maybe({ call: "chunk", seed: 7, last: true });

/** Chunks that are often the same one. */
export function chunk(last: fc.Arbitrary<boolean>): fc.Arbitrary<RaceCall> {
  return fc.record({ call: fc.constant("chunk" as const), seed: fc.constantFrom(1, 1, 2), last });
}

export function finalize(): fc.Arbitrary<RaceCall> {
  return fc.record({ call: fc.constant("finalize" as const), to: fc.constantFrom("a", "b") });
}

/**
 * A plan whose suffix shows all that is left: its staged file, whether the handler still takes a
 * chunk, and with documents whether it can be finalized and what came of every finalize.
 */
export function uploadPlans(
  prefix: Calls,
  together: Branches,
  { documents }: { readonly documents: boolean },
): fc.Arbitrary<RacePlan<RaceCall>> {
  const { seed, to } = AFTERWARDS;
  const suffix = inOrder<RaceCall>(
    maybe({ call: "probe" }),
    maybe({ call: "chunk", seed, last: true }),
    ...(documents ? [maybe({ call: "finalize", to })] : []),
  );
  const plans = fc.record({
    prefix,
    branches: together,
    suffix,
    downloads: some(fc.constant(true), [MOSTLY]),
  });
  return plans.map(({ downloads, ...plan }) => {
    if (downloads.length === 0) return plan;
    const calls = [...plan.branches.flatMap((one) => one.calls), ...plan.suffix];
    const names = new Set(calls.flatMap((one) => (one.call === "finalize" ? [one.to] : [])));
    const reads = [...names].map((from): RaceCall => ({ call: "download", from }));
    return { ...plan, suffix: [...plan.suffix, ...reads] };
  });
}

function maybe(call: RaceCall): Calls {
  return some(fc.constant(call), [MOSTLY]);
}
