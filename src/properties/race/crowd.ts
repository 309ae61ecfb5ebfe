import fc from "fast-check";
import type { GeneratorEnvironment } from "../../../generators/generator.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { numbersOf } from "../../run/case/seed.ts";
import type { Playing } from "../sequential/play.ts";
import type { AnyCall, AnyOutcome } from "../sequential/spec.ts";

/** The users of a crowd. */
export const USERS = ["owner", "stranger"] as const;
export type CrowdUser = (typeof USERS)[number];

/** Numbers of a seed. */
export interface Draw {
  /** Whether something comes about that comes about so often, from 0 to 1. */
  readonly often: (share: number) => boolean;
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
  readonly oneOf: <T>(list: readonly T[]) => T;
}

/** What many clients at once do to many resources of a service, each of which is judged by itself. */
export interface Crowd<State, Call extends AnyCall & { readonly as?: unknown }, Outcome> {
  /** Whether two users take part where the target has them. */
  readonly users: 1 | 2;
  /** How many clients call a resource, so that its calls can be in flight together; default 3. */
  readonly sharing?: number;
  /** What the resources are, in words: `handlers`. */
  readonly resources: string;
  /**
   * The calls that a resource of this name gets in its life, the first of which brings it into being. Those
   * behind it are made by several clients, and so in flight together now and then.
   */
  readonly life: (of: string, owner: CrowdUser, other: CrowdUser, draw: Draw) => readonly Call[];
  /** A look at one that was made and left alone: accepted where it is there. Absent where a document says that they expire. */
  readonly lasting?: {
    /** In words: `upload handler`. */
    readonly what: string;
    readonly make: (of: string) => Call;
    readonly look: (of: string) => Call;
  };
  readonly enter: (state: CaseState) => Promise<CrowdPlaying<State, Call, Outcome>>;
}

export interface CrowdPlaying<State, Call extends AnyCall, Outcome>
  extends Playing<State, Call, Outcome & AnyOutcome> {
  /** Whether an answer says that the caller's credential is no good. */
  readonly refusesCredential?: (outcome: Outcome) => boolean;
}

/** How much a crowd does, as plain data that stands in the counterexample. */
export type Load = {
  readonly seed: number;
  /** Calls in all, resources at a time, clients and users. */
  readonly calls: number;
  readonly resources: number;
  readonly clients: number;
  readonly users: number;
};

const CALLS = [1000, 2000, 3000];
const RESOURCES = [10, 20, 50];
const CLIENTS = [8, 12, 16];

/** What an ordinary case has: enough that two users have several calls in flight all the time. */
const FEW_CALLS = 160;

/**
 * Loads of a crowd on a target that has these users.
 *
 * @param calls how many there may be; default: the thousands of a long case
 */
export function loads(
  { principals }: Pick<GeneratorEnvironment, "principals">,
  users: 1 | 2,
  calls: readonly number[] = CALLS,
): fc.Arbitrary<Load> {
  return fc.record({
    seed: fc.nat(),
    calls: fc.constantFrom(...calls),
    resources: fc.constantFrom(...RESOURCES),
    clients: fc.constantFrom(...CLIENTS),
    users: fc.constant(users === 2 && principals.includes("stranger") ? 2 : 1),
  });
}

/** Loads that are small enough for every run. */
export function smallLoads(
  environment: Pick<GeneratorEnvironment, "principals">,
  users: 1 | 2,
): fc.Arbitrary<Load> {
  return loads(environment, users, [FEW_CALLS]);
}

/** A call of a script, and the client that makes it. */
export interface Scripted<Call> {
  readonly client: number;
  readonly call: Call;
  /** It brings its resource into being: the others wait for it. */
  readonly isFirst: boolean;
}

const SHARING = 3;

/**
 * Who calls what in which order, by the seed alone. Each client makes its own calls one after the other; a
 * call waits for nothing but the first one of its resource, which stands before it.
 */
export function scriptOf<Call extends AnyCall>(
  load: Load,
  { life, sharing = SHARING }: Pick<Crowd<never, Call, never>, "life" | "sharing">,
): readonly Scripted<Call>[] {
  const draw = drawing(load.seed);
  const slots = Array.from({ length: load.resources }, () => ({
    left: [] as Call[],
    clients: [0],
  }));
  const script: Scripted<Call>[] = [];
  let born = 0;
  while (script.length < load.calls) {
    const slot = draw.oneOf(slots);
    const isFirst = slot.left.length === 0;
    if (isFirst) {
      const [owner = "owner", other = "owner"] =
        load.users < 2 ? [] : born % 2 === 0 ? USERS : USERS.toReversed();
      slot.left = [...life(`h${born++}`, owner, other, draw)];
      slot.clients = Array.from({ length: sharing }, () => draw.between(0, load.clients - 1));
    }
    const call = slot.left.shift();
    if (call) script.push({ client: draw.oneOf(slot.clients), call, isFirst });
  }
  return script;
}

function drawing(seed: number): Draw {
  const next = numbersOf("crowd", seed);
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1));
  return {
    often: (share) => next() < share,
    between,
    oneOf: (list) => list[between(0, list.length - 1)] as (typeof list)[number],
  };
}
