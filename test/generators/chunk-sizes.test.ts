import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDotNetInt32 } from "../../generators/chunk-size-not-an-int.ts";
import { findGenerator } from "../../generators/registry.ts";
import type { JsonValue } from "../../src/model/value.ts";

const RUNS = 100;
const SEEDS = Array.from({ length: 20 }, (_, index) => index * 7919 + 1);
const NOBODY = { principals: [] };

const LIMITS: Readonly<Record<string, readonly number[]>> = {
  "chunk-size.inside": [262_144, 33_554_432],
  "chunk-size.below": [1, 262_143],
  "chunk-size.above": [33_554_433, 2_147_483_647],
  "chunk-size.negative": [-1, -2_147_483_648],
  "chunk-size.any": [0, 262_143, 262_144, 33_554_432, 33_554_433, 2_147_483_647, -2_147_483_648],
};

describe.each(Object.entries(LIMITS))("%s", (name, limits) => {
  test.each(limits)(`hits %i within ${RUNS} runs for at least 19 of 20 seeds`, (limit) => {
    const hits = SEEDS.filter((seed) => runsOf(name, seed).includes(limit));
    expect(hits.length).toBeGreaterThanOrEqual(19);
  });

  test("is not only limits: half of the values lie elsewhere, a tenth is unlike any other", () => {
    const values = SEEDS.flatMap((seed) => runsOf(name, seed));
    const elsewhere = values.filter((value) => !limits.includes(Number(value)));
    expect(elsewhere.length).toBeGreaterThan(values.length * 0.4);
    expect(new Set(values).size).toBeGreaterThan(values.length * 0.1);
  });
});

describe("a failure that starts in the middle of the range", () => {
  test.each([
    ["chunk-size.inside", 5_000_000],
    ["chunk-size.below", 100_000],
    ["chunk-size.above", 50_000_000],
    ["chunk-size.any", 33_554_433],
  ])("of %s shrinks to its first size %i", (name, first) => {
    for (const seed of SEEDS) {
      const property = fc.property(arbitraryOf(name), (size) => Number(size) < first);
      expect(fc.check(property, { seed }).counterexample).toEqual([first]);
    }
  });
});

test("chunk-size.limits has every limit with 1 and 2 either side", () => {
  const rows = findGenerator("chunk-size.limits")?.table?.({}, NOBODY) ?? [];
  expect([...rows].map(Number).sort((a, b) => a - b)).toEqual([
    -2_147_483_648, -2_147_483_647, -2_147_483_646, -2, -1, 0, 1, 2, 262_142, 262_143, 262_144,
    262_145, 262_146, 33_554_430, 33_554_431, 33_554_432, 33_554_433, 33_554_434, 2_147_483_645,
    2_147_483_646, 2_147_483_647,
  ]);
  expect(rows.slice(0, 3)).toEqual([0, 262_144, 33_554_432]);
});

describe("isDotNetInt32", () => {
  test.each([
    "0",
    "5",
    "+5",
    "-5",
    " 5 ",
    "\t5\n",
    "007",
    "\u22125",
    "2147483647",
    "-2147483648",
    "5\0",
  ])("takes %j as NumberStyles.Integer does", (text) => expect(isDotNetInt32(text)).toBe(true));

  test.each(["0x10", "0X1f", "#10", "&h10"])("takes %j as type converters do", (text) =>
    expect(isDotNetInt32(text)).toBe(true),
  );

  test.each(["", " ", "+", "1.0", "1e6", "1,000", "2147483648", "-2147483649", "１", "1-", "x"])(
    "refuses %j",
    (text) => expect(isDotNetInt32(text)).toBe(false),
  );

  test("takes every 32-bit integer", () => {
    fc.assert(fc.property(arbitraryOf("chunk-size.any"), (size) => isDotNetInt32(String(size))));
  });
});

describe("chunk-size.not-an-int", () => {
  test.each([{ plain: true }, { plain: false }])("is refused by Int32, with %j", (options) => {
    const texts = findGenerator("chunk-size.not-an-int")?.arbitrary(options, NOBODY);
    fc.assert(
      fc.property(texts as fc.Arbitrary<string>, (text) => !isDotNetInt32(text)),
      { numRuns: 2000 },
    );
  });

  test("leaves out the empty text, what some .NET framework takes, and Unicode digits unless asked", () => {
    const rows = findGenerator("chunk-size.not-an-int")?.table?.({}, NOBODY) ?? [];
    expect(rows).not.toEqual([]);
    for (const text of ["", " ", "0x10", "１"]) expect(rows).not.toContain(text);
  });
});

describe("number.text-form", () => {
  const form = findGenerator("number.text-form");

  test.each([0, 1, -5, 262_144, -2_147_483_648])("writes %i so that .NET takes it", (of) => {
    const forms = form?.table?.({ of, which: "taken" }, NOBODY) ?? [];
    expect(forms).not.toEqual([]);
    for (const text of forms) {
      expect(isDotNetInt32(String(text))).toBe(true);
      expect(Number(text)).toBe(of);
    }
  });

  test("knows the usual forms", () => {
    expect(form?.table?.({ of: 5, which: "taken" }, NOBODY)).toEqual([
      "5",
      "+5",
      "05",
      " 5",
      "5 ",
      " 5 ",
    ]);
    expect(form?.table?.({ of: 5, which: "refused" }, NOBODY)).toEqual([
      "5.0",
      "5e0",
      "0x5",
      "#5",
      "5,0",
      "５",
    ]);
  });

  test("needs the integer", () => {
    expect(() => form?.table?.({}, NOBODY)).toThrow(/needs the option "of"/);
  });
});

function arbitraryOf(name: string): fc.Arbitrary<JsonValue> {
  return findGenerator(name)?.arbitrary({}, NOBODY) ?? fc.constant(null);
}

/** The values that a run of a property sees, with fast-check's bias. */
function runsOf(name: string, seed: number): readonly JsonValue[] {
  const seen: JsonValue[] = [];
  const property = fc.property(arbitraryOf(name), (value) => void seen.push(value));
  fc.check(property, { seed, numRuns: RUNS });
  return seen;
}
