import { describe, expect, test } from "vitest";
import type { BytesSpec } from "../../../../../src/model/value.ts";
import {
  isInOrder,
  type Played,
  wrongAmong,
} from "../../../../../src/services/inforouter/properties/at-once/judge-versions.ts";
import {
  contentsOf,
  type Read,
  type Written,
} from "../../../../../src/services/inforouter/properties/at-once/write-and-read.ts";
import { payloadOf } from "../../../../../src/wire/encode/bytes.ts";

const [FIRST, ONE, TWO] = [contentsOf(0), contentsOf(1), contentsOf(2)];

const giving = (content: BytesSpec): Read => {
  return { kind: "accepted", words: "accepted", bytes: payloadOf(content).bytes, step: 7 };
};
const OTHER: Read = { kind: "accepted", words: "accepted", bytes: Buffer.from("other"), step: 7 };
const GONE: Read = { kind: "refused", words: "not found", step: 7 };

const READ = { name: "Read", statements: ["R-1"], calls: [] };

/** A path with a first content, to which two were written. */
const played = (
  latest: Read,
  numbers: readonly Read[],
  {
    written = ["accepted", "accepted"],
    ...more
  }: { readonly written?: readonly Written[] } & Partial<Played> = {},
): Played => ({
  first: FIRST,
  wrote: [ONE, TWO].map((content, index) => {
    return { content, statements: ["W-1"], written: written[index] ?? "unknown" };
  }),
  latest: [{ way: READ, outcome: latest }],
  before: giving(FIRST),
  numbers,
  statements: ["V-1"],
  ...more,
});

const ALL = [giving(FIRST), giving(ONE), giving(TWO)];
const IN_ORDER = played(giving(TWO), ALL);
const FEW = played(giving(TWO), [GONE, giving(ONE), giving(TWO)]);

describe("what was written at once", () => {
  const publishing = { way: { ...READ, orVersion: 0 }, outcome: giving(FIRST) };
  const LEGAL: readonly (readonly [string, Played, Played?])[] = [
    ["is in another order", played(giving(ONE), [giving(FIRST), giving(TWO), giving(ONE)])],
    [
      "is refused in part",
      played(giving(ONE), [giving(FIRST), giving(ONE), GONE], { written: ["accepted", "refused"] }),
    ],
    [
      "is refused",
      played(giving(FIRST), [giving(FIRST), GONE], { written: ["refused", "refused"] }),
    ],
    ["may be there or not", played(giving(TWO), ALL, { written: ["accepted", "unknown"] })],
    ["has fewer versions", played(giving(TWO), [giving(FIRST), giving(TWO), GONE])],
    ["has more than a call too many", played(giving(TWO), [...ALL, giving(TWO)])],
    ["lost a version that is not kept", FEW, FEW],
    ["has no numbers", played(giving(TWO), [])],
    ["is not published", { ...IN_ORDER, latest: [...IN_ORDER.latest, publishing] }],
  ];

  test.each(LEGAL.map(([name, one, ordered = IN_ORDER]) => [name, one, ordered] as const))(
    "%s",
    (_, one, ordered) => {
      expect(wrongAmong(one, { ...ordered, latest: one.latest })).toBeUndefined();
    },
  );

  const WRONG: readonly (readonly [string, Played, string])[] = [
    ["the first is the latest", played(giving(FIRST), ALL), "W-1"],
    ["the latest is none of them", played(OTHER, ALL), "W-1"],
    ["nothing is read", played(GONE, ALL), "W-1"],
    [
      "the latest was refused",
      played(giving(TWO), ALL, { written: ["accepted", "refused"] }),
      "W-1",
    ],
    ["a version is another's", played(giving(TWO), [giving(FIRST), OTHER, giving(TWO)]), "V-1"],
    [
      "two versions are the same",
      played(giving(TWO), [giving(FIRST), giving(TWO), giving(TWO)]),
      "V-1",
    ],
    ["the first version changed", played(giving(TWO), [giving(ONE), GONE, giving(TWO)]), "V-1"],
  ];

  test.each(WRONG)("is wrong when %s", (_, one, statement) => {
    const wrong = wrongAmong(one, IN_ORDER);
    expect(wrong).toMatchObject({ statements: [statement], step: 7 });
    expect(wrong?.isLost).toBeUndefined();
  });

  test("is wrong when a version is lost that is kept otherwise", () => {
    expect(wrongAmong(FEW, IN_ORDER)).toMatchObject({ statements: ["V-1"], isLost: true });
  });
});

test.each([
  ["in order", IN_ORDER, true],
  ["of which few are kept", FEW, true],
  ["of which the last is not the latest", played(giving(ONE), ALL), false],
  ["of which a version is another's", played(giving(TWO), [OTHER]), false],
  ["of which two versions are the same", played(giving(TWO), [giving(ONE), giving(ONE)]), false],
  ["of which one may be there or not", played(giving(TWO), ALL, { written: ["unknown"] }), false],
])("what was written one after the other, %s, can be compared with", (_, one, holds) => {
  expect(isInOrder(one)).toBe(holds);
});
