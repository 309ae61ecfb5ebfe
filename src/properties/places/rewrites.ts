import fc from "fast-check";
import type { Place } from "../../model/service.ts";
import type { BytesSpec } from "../../model/value.ts";
import { everyOne } from "../relation/every-one.ts";
import type { Planned } from "../sequential/event.ts";
import { ANY_BINDING } from "../sequential/over.ts";
import type { Course } from "../sequential/play.ts";
import { by, PLACE, type PlaceCall } from "./call.ts";
import { latestOf, type Outcome, type PlaceState } from "./spec.ts";

/** How contents stand to those that are there. */
const RELATIONS = ["shorter", "same size", "longer", "same"] as const;
type Relation = (typeof RELATIONS)[number];

/** A write over what is there. Plain data, which stands in the counterexample. */
export type Rewrite = {
  readonly by: number;
  readonly content: Relation;
  readonly over: Planned<PlaceCall>["over"];
};

type Calls = Generator<Planned<PlaceCall>, void, void>;

/** So many ways to write a place are tried with contents of each kind; one of fewer is tried more often. */
const WAYS = 5;

const PAIRS = Array.from({ length: WAYS }, (_, way) =>
  RELATIONS.map((content) => ({ by: way, content })),
).flat();

/**
 * Each way with contents of each kind, in any order and over any binding; the first one that fails by itself
 * is the smallest.
 */
export const REWRITES: fc.Arbitrary<readonly Rewrite[]> = fc
  .tuple(
    fc.noShrink(fc.shuffledSubarray(PAIRS, { minLength: PAIRS.length })),
    fc.noShrink(fc.array(ANY_BINDING, { minLength: PAIRS.length, maxLength: PAIRS.length })),
  )
  .map(([pairs, bindings]): readonly Rewrite[] =>
    pairs.map((pair, index) => ({ ...pair, over: bindings[index] ?? "own" })),
  )
  .chain(everyOne);

/** The first contents: longer than all that the shorter ones take away. */
const FIRST: BytesSpec = { bytes: { size: 3001, seed: 1 } };

/** The first call of every sequence. */
export const OPENING: Planned<PlaceCall> = {
  call: { ...by(0, { name: "the first write", statements: [] }), call: "write", content: FIRST },
  over: "own",
};

/** Versions that are read once more at the end, the first ones and the last ones. */
const MOST_AGAIN = 3;

/**
 * The calls of a sequence: after each write everything reads, the last number that was there and the next one,
 * and in the end earlier versions once more.
 */
export function* callsOf(
  rewrites: readonly Rewrite[],
  { writes, reads, versions }: Place,
  { known }: { readonly known: () => Course<PlaceState, PlaceCall, Outcome>["known"] },
): Calls {
  const now = (): PlaceState | undefined => known().get(PLACE)?.[0];
  const version = (number: number, isAny = false): readonly Planned<PlaceCall>[] =>
    versions ? [planned({ ...by(0, versions), call: "version", number, isAny })] : [];
  let count = 0;
  const gives = (number: number): boolean => {
    const found = now()?.numbers[number];
    return found !== undefined && "gave" in found;
  };
  const numberOf = (index: number): number =>
    (versions?.numbers.first ?? 0) + index * (versions?.numbers.step ?? 1);

  function* latest(over: Planned<PlaceCall>["over"], ways: Place["reads"]): Calls {
    for (const [way, read] of ways.entries()) {
      const { orVersion } = versions ? read : {};
      const or = orVersion === undefined ? {} : { orVersion };
      yield { call: { ...by(way, read), call: "read", ...or }, over };
      if (now()?.doubtful && orVersion !== undefined) yield* version(orVersion, true);
    }
  }

  function* look(over: Planned<PlaceCall>["over"]): Calls {
    yield* latest(over, reads);
    yield* version(numberOf(count));
    if (!gives(numberOf(count))) return;
    count++;
    yield* version(numberOf(count));
  }

  yield* look("own");
  for (const [index, { by: wanted, content, over }] of rewrites.entries()) {
    const way = wanted % writes.length;
    const write = writes[way];
    const there = latestOf(now() ?? { contents: [] });
    if (!write || !there) return;
    const next = contentOf(content, there, index + 2);
    const before = now()?.contents.length;
    yield { call: { ...by(way, write), call: "write", content: next }, over };
    if (now()?.contents.length !== before || index === 0) yield* look(over);
    else yield* latest(over, reads.slice(0, 1));
  }
  const numbers = Array.from({ length: count }, (_, index) => index);
  const again = numbers.filter((index) => index < MOST_AGAIN || index >= count - MOST_AGAIN);
  for (const index of again) yield* version(numberOf(index));
  for (const number of versions?.anyOf ?? []) yield* version(number, true);
}

function planned(call: PlaceCall): Planned<PlaceCall> {
  return { call, over: "own" };
}

/** Bytes that stand so to others; those of the same size differ in the last four alone. */
function contentOf(relation: Relation, { bytes }: BytesSpec, seed: number): BytesSpec {
  switch (relation) {
    case "shorter":
      return { bytes: { size: bytes.size - SHORTER, seed } };
    case "longer":
      return { bytes: { size: bytes.size + LONGER, seed: bytes.seed } };
    case "same size":
      return { bytes: { ...bytes, crc: seed.toString(16).toUpperCase() } };
    case "same":
      return { bytes };
    default:
      return relation satisfies never;
  }
}

const SHORTER = 501;
const LONGER = 307;
