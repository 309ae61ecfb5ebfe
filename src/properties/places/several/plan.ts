import fc from "fast-check";
import type { BytesSpec } from "../../../model/value.ts";
import { everyOne } from "../../relation/every-one.ts";
import type { Planned, PlayEvent } from "../../sequential/event.ts";
import { ANY_BINDING } from "../../sequential/over.ts";
import { at, byWay, type Spot, type SpotCall } from "./call.ts";
import { ODD_NAMES, patternOf } from "./names.ts";
import type { SpotWays } from "./several-of.ts";
import type { Outcome } from "./spec.ts";

/** What is done under one name. Plain data, which stands in the counterexample. */
export type Naming = {
  readonly name: string;
  /** Of the ways to write, to read and to remove, modulo how many there are. */
  readonly way: number;
  readonly over: Planned<SpotCall>["over"];
};

/** More ways than any service has: each is as likely. */
const MOST_WAYS = 60;

/** Every name, each by ways and over a binding of its own; the first one that fails by itself is the smallest. */
export const NAMINGS: fc.Arbitrary<readonly Naming[]> = fc
  .tuple(
    fc.noShrink(
      fc.array(fc.nat({ max: MOST_WAYS - 1 }), {
        minLength: ODD_NAMES.length,
        maxLength: ODD_NAMES.length,
      }),
    ),
    fc.noShrink(
      fc.array(ANY_BINDING, { minLength: ODD_NAMES.length, maxLength: ODD_NAMES.length }),
    ),
  )
  .map(([ways, bindings]) =>
    ODD_NAMES.map(
      (name, index): Naming => ({
        name,
        way: (ways[index] ?? 0) + index,
        over: bindings[index] ?? "own",
      }),
    ),
  )
  .chain(everyOne);

/** After each of so many names the whole folder is read. */
const SOME = 6;

const PLAIN: Spot = { folder: 0, name: "plain.bin" };

/** The first call of every sequence. */
export const OPENING: Planned<SpotCall> = own({
  ...byWay(0, { name: "the first write", statements: [] }),
  ...at(PLAIN),
  call: "write",
  content: contentOf(1, PLAIN.name),
});

type Calls<Result = void> = Generator<Planned<SpotCall>, Result, void>;

/** Contents that no other place has, of sizes that differ, and of the kind that the name promises. */
function contentOf(seed: number, name: string): BytesSpec {
  const pattern = patternOf(name);
  return { bytes: { size: 400 + (seed % 7) * 31, seed, ...(pattern && { pattern }) } };
}

function own(call: SpotCall): Planned<SpotCall> {
  return { call, over: "own" };
}

/**
 * The calls of a sequence: first what works with a plain name; then under each name a place, one beside it whose
 * name goes on, and two in the folder beside. The first is written, read by every way, removed, looked for, and
 * written again; the others stay. No two of these writes go by the same way, as far as there are as many.
 *
 * @param history what the calls so far came to
 */
export function* callsOf(
  namings: readonly Naming[],
  ways: SpotWays,
  history: () => readonly PlayEvent<SpotCall, Outcome>[],
): Calls {
  let seed = 1;
  const works: Record<"read" | "look" | "remove" | "whole", Set<number>> = {
    read: new Set(),
    look: new Set(),
    remove: new Set(),
    whole: new Set(),
  };

  /** True where it was made and accepted. */
  function* made(call: SpotCall, over: Planned<SpotCall>["over"] = "own"): Calls<boolean> {
    yield { call, over };
    const event = history().at(-1);
    return event?.call === call && event.outcome.kind === "accepted";
  }

  function write(spot: Spot, index: number): SpotCall | undefined {
    const way = index % ways.writes.length;
    const found = ways.writes[way];
    if (!found) return undefined;
    return {
      ...byWay(way, found),
      ...at(spot),
      call: "write",
      content: contentOf(++seed, spot.name),
    };
  }

  const about = (
    call: "read" | "look" | "remove",
    spot: Spot,
    way: number,
  ): SpotCall | undefined => {
    const found = ways[`${call}s`][way];
    return found && { ...byWay(way, found), ...at(spot), call, trusted: works[call].has(way) };
  };

  function* reads(spot: Spot, over: Planned<SpotCall>["over"] = "own"): Calls {
    for (const way of works.read) yield* once("read", spot, way, over);
    for (const way of works.look) yield* once("look", spot, way, over);
  }

  function* once(
    call: "read" | "look" | "remove",
    spot: Spot,
    way: number | undefined,
    over: Planned<SpotCall>["over"] = "own",
  ): Calls<boolean> {
    const planned = way === undefined ? undefined : about(call, spot, way);
    return planned ? yield* made(planned, over) : false;
  }

  function* wholes(folder: number): Calls {
    for (const way of works.whole) {
      const found = ways.wholes[way];
      if (found) yield own({ ...byWay(way, found), call: "whole", folder, trusted: true });
    }
  }

  const chosen = (call: "read" | "look" | "remove", index: number): number | undefined =>
    [...works[call]][index % Math.max(works[call].size, 1)];

  for (const call of ["read", "look"] as const) {
    for (const way of ways[`${call}s`].keys()) {
      if (yield* once(call, PLAIN, way)) works[call].add(way);
    }
  }
  for (const [way, found] of ways.wholes.entries()) {
    const call: SpotCall = { ...byWay(way, found), call: "whole", folder: 0, trusted: false };
    yield own(call);
    const event = history().at(-1);
    if (event?.call === call && event.outcome.files?.length) works.whole.add(way);
  }
  for (const way of ways.removes.keys()) {
    const spot = { folder: 0, name: `plain-${way}.bin` };
    const first = write(spot, 0);
    if (!first || !(yield* made(first))) continue;
    yield* wholes(0);
    if (!(yield* once("remove", spot, way))) continue;
    works.remove.add(way);
    yield* reads(spot);
    yield* wholes(0);
  }

  for (const [count, { name, way, over }] of namings.entries()) {
    const spot = { folder: 0, name };
    const first = write(spot, way);
    // A name may be refused.
    if (!first || !(yield* made(first, over))) continue;
    const others = [
      { folder: 0, name: `${name}.2` },
      { folder: 1, name },
      { folder: 1, name: `2.${name}` },
    ];
    for (const [index, other] of others.entries()) {
      const beside = write(other, way + 1 + index);
      if (beside) yield own(beside);
    }
    yield* reads(spot, over);
    if (!(yield* once("remove", spot, chosen("remove", way), over))) continue;
    yield* once("read", spot, chosen("read", way));
    yield* once("look", spot, chosen("look", way));
    for (const [index, other] of others.entries()) {
      yield* once("read", other, chosen("read", way + index));
    }
    // A whole folder takes long: in the end it is read once more.
    if (count % SOME === 0) yield* wholes(0);
    const again = write(spot, way + 1 + others.length);
    if (again && (yield* made(again))) yield* once("read", spot, chosen("read", way + 1));
  }
  for (const folder of [0, 1]) yield* wholes(folder);
}
