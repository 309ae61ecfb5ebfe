import { type CaseState, StopCase } from "../../run/case/case-state.ts";
import type { Demand, Property } from "../../run/case/property.ts";
import type { AnyCall, AnyOutcome } from "../sequential/spec.ts";
import { type Crowd, type Load, loads, smallLoads } from "./crowd.ts";
import { judgeCrowd } from "./judge-crowd.ts";

export interface CrowdPropertyOptions<State, Call extends AnyCall, Outcome extends AnyOutcome> {
  readonly name: string;
  readonly title: string;
  /** The calls that a resource gets, in words. */
  readonly life: string;
  readonly demands: readonly Demand[];
  readonly needs: readonly string[];
  /** What every answer must be, in the words of the rule. */
  readonly expected: string;
  readonly describe: (call: Call) => string;
  readonly crowd: Crowd<State, Call, Outcome>;
}

/**
 * A property about resources that many clients call at once, each resource by one of them, one call after the
 * other: what a document says of calls in a row holds word for word, whatever else the server does meanwhile.
 * An answer that does not follow proves the violation by itself, however rarely it comes about.
 */
export function crowdProperty<
  State,
  Call extends AnyCall & { readonly as?: unknown },
  Outcome extends AnyOutcome,
>(options: CrowdPropertyOptions<State, Call, Outcome>): Property {
  const { name, title, life, demands, needs, expected, describe } = options;
  const crowd = { ...options.crowd, sharing: 1 };
  return {
    name,
    title,
    explanation: {
      generates: [
        `the ${crowd.resources} of many clients, each with its calls: ${life}`,
        "how many clients there are, and whose turn it is",
      ],
      sends: [
        `the calls of all clients at the same time; those of each of the ${crowd.resources} by one client, one after the other`,
      ],
      demands,
    },
    needs,
    effect: "creates",
    confirm: { tries: 1, needed: 0 },
    inputs: (environment) => smallLoads(environment, crowd.users).map((load) => ({ load })),
    long: (environment) => loads(environment, crowd.users).map((load) => ({ load })),
    run: async ({ load }, state: CaseState) => {
      if (state.open.target.limits.concurrency < 2) {
        throw new StopCase("unavailable", "the target's limits allow one request at a time");
      }
      await judgeCrowd(load as Load, { crowd, expected, describe }, state);
    },
  };
}
