import { describe, expect, it } from "vitest";
import { matchValue } from "../../src/judge/checks/match-value.ts";
import type { JsonValue } from "../../src/model/value.ts";

const GUID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

function predicates(
  matcher: JsonValue,
  actual: unknown,
  { typed = false, seen = new Map<string, Set<string>>() } = {},
): readonly string[] {
  const scope = new Map<string, JsonValue>([
    ["size", 262144],
    ["saved", "262144"],
    ["id", "upl_1"],
    ["word", "null"],
  ]);
  return matchValue(matcher, actual, "name", { scope, seen, typed });
}

describe("a value matches", () => {
  it.each([
    ["its own text", "a", "a"],
    ["a number as text", 262144, "262144"],
    ["a boolean as text", true, "true"],
    ["a reference", "$size", "262144"],
    ["a literal dollar", "$$5", "$5"],
    ["a GUID", { guid: true }, GUID],
    ["a GUID in braces and capitals", { guid: true }, `{${GUID.toUpperCase()}}`],
    ["nothing, as absent", { absent: true }, undefined],
    ["nothing, as empty", { absent: true }, ""],
    ["text", { text: true }, "x"],
    ["a whole number", { integer: {} }, "0"],
    ["a negative one", { integer: { max: 0 } }, "-1"],
    ["the lower limit", { integer: { min: 262144, max: 33554432 } }, "262144"],
    ["the upper limit", { integer: { min: 262144, max: 33554432 } }, "33554432"],
    ["a limit that was saved", { integer: { min: "$saved" } }, "262144"],
    ["a part", { contains: "$id" }, "Upload upl_1 deleted"],
    ["anything else", { not: "$size" }, "262145"],
    ["all at once", { all: [{ contains: "a" }, { contains: "b" }, { text: true }] }, "ba"],
    ["several conditions", { guid: true, distinct: true }, GUID],
  ] as const)("%s", (_, matcher, actual) => {
    expect(predicates(matcher as JsonValue, actual)).toEqual([]);
  });
});

describe("a value does not match, and the words say what it should be:", () => {
  it.each([
    ["another text", "a", "b", 'is "a"'],
    ["nothing", "", undefined, 'is ""'],
    ["nothing for the word", "undefined", undefined, 'is "undefined"'],
    ["the number in another form", 262144, "0262144", "is 262144"],
    ["a number with a space", 262144, "262144 ", "is 262144"],
    ["a GUID with a letter too many", { guid: true }, `${GUID}0`, "is a GUID"],
    ["no GUID", { guid: true }, undefined, "is a GUID"],
    ["something", { absent: true }, "x", "is absent or empty"],
    ["white space for text", { text: true }, " ", "is text"],
    ["a number below", { integer: { min: 5, max: 9 } }, "4", "is a whole number from 5 to 9"],
    ["a number above", { integer: { max: 9 } }, "10", "is a whole number of at most 9"],
    [
      "a number below an open range",
      { integer: { min: 5 } },
      "-5",
      "is a whole number of at least 5",
    ],
    ["a unit", { integer: {} }, "1024 KB", "is a whole number"],
    ["an exponent", { integer: {} }, "1e6", "is a whole number"],
    ["a fraction", { integer: {} }, "1.0", "is a whole number"],
    ["a plus sign", { integer: {} }, "+1", "is a whole number"],
    ["digits of another script", { integer: {} }, "１", "is a whole number"],
    ["a line end", { integer: {} }, "1\n", "is a whole number"],
    ["no number", { integer: {} }, undefined, "is a whole number"],
    [
      "a number beyond any",
      { integer: { max: 33554432 } },
      "9".repeat(400),
      "is a whole number of at most 33554432",
    ],
    ["a text without the part", { contains: "x" }, "abc", 'contains "x"'],
    ["nothing for a part", { contains: "undefined" }, undefined, 'contains "undefined"'],
    ["the forbidden value", { not: 5 }, "5", "is not 5"],
  ] as const)("%s", (_, matcher, actual, words) => {
    expect(predicates(matcher as JsonValue, actual)).toEqual([words]);
  });

  it("every part that does not hold", () => {
    expect(predicates({ all: [{ contains: "a" }, { contains: "b" }], guid: true }, "x")).toEqual([
      'contains "a"',
      'contains "b"',
      "is a GUID",
    ]);
  });
});

describe("JSON keeps its types", () => {
  it.each([
    ["a number", 5, 5, true],
    ["text that looks like a number", 5, "5", false],
    ["a number for text", "5", 5, false],
    ["true", true, true, true],
    ["text that looks like true", true, "true", false],
    ["null", null, null, true],
    ["nothing for null", null, undefined, false],
    ["an array", [1, "a"], [1, "a"], true],
    ["an array in another order", [1, 2], [2, 1], false],
    ["what was saved, which is text", "$saved", 262144, true],
    ["a whole number", { integer: { min: 1 } }, 5, true],
    ["a whole number as text", { integer: { min: 1 } }, "5", false],
    ["a fraction", { integer: {} }, 1.5, false],
    ["null for the word", "$word", null, false],
    ["an object for text", { text: true }, {}, false],
    ["null as absent", { absent: true }, null, true],
  ] as const)("%s", (_, matcher, actual, matches) => {
    expect(predicates(matcher as JsonValue, actual, { typed: true }).length === 0).toBe(matches);
  });
});

describe("distinct", () => {
  it("is what no other call answered, however it is written", () => {
    const seen = new Map<string, Set<string>>();
    const again = (value: unknown) => predicates({ distinct: true }, value, { seen });
    expect(again(GUID)).toEqual([]);
    expect(again(GUID.replace("a", "b"))).toEqual([]);
    for (const same of [GUID, GUID.toUpperCase(), `{${GUID}}`, ` ${GUID}`]) {
      expect(again(same)).toEqual(["is a value that no other call answered"]);
    }
  });

  it("is the same with space around", () => {
    const seen = new Map([["name", new Set(["x"])]]);
    expect(predicates({ distinct: true }, " x\n", { seen })).toHaveLength(1);
  });

  it("is not what is not there", () => {
    expect(predicates({ distinct: true }, undefined)).toHaveLength(1);
    expect(predicates({ distinct: true }, "")).toHaveLength(1);
  });

  it("keeps names apart", () => {
    const context = { scope: new Map(), seen: new Map<string, Set<string>>() };
    expect(matchValue({ distinct: true }, "1", "a", context)).toEqual([]);
    expect(matchValue({ distinct: true }, "1", "b", context)).toEqual([]);
  });
});

it("a condition that nobody knows is an error, not a match", () => {
  for (const name of ["guids", "constructor", "toString"]) {
    expect(() => predicates({ [name]: true }, "x")).toThrow(`unknown condition "${name}"`);
  }
});

it("a limit that a server answered wrongly decides nothing", () => {
  expect(() => predicates({ integer: { min: "$id" } }, "5")).toThrow(RangeError);
});
