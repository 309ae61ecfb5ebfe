import { describe, expect, it } from "vitest";
import { evaluate, numberOf, UnsavedReferenceError } from "../../src/judge/checks/evaluate.ts";
import type { ScopeValue } from "../../src/judge/checks/scope.ts";
import type { JsonValue } from "../../src/model/value.ts";

const GUID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
const SCOPE = new Map<string, ScopeValue>([
  ["handler", GUID],
  ["chunkSize", "262144"],
  ["round", 2],
  ["zero", "0"],
  ["odd", "1e6"],
  ["empty", ""],
  ["huge", "99999999999999999999"],
  ["documents", { readable: "/Library/a.bin" }],
  ["row", { size: 5, name: "x", nothing: null }],
]);

describe("evaluate gives", () => {
  it.each([
    ["a literal", "abc", "abc"],
    ["a dollar", "$$handler", "$handler"],
    ["what is no reference", "$ 5", "$ 5"],
    ["null", null, null],
    ["a reference", "$handler", GUID],
    ["a part", "$documents.readable", "/Library/a.bin"],
    ["a part that is null", "$row.nothing", null],
    ["a text", { join: ["/a/", "$row.name", 1] }, "/a/x1"],
    ["a sum", { add: ["$chunkSize", 1, -2] }, 262143],
    ["a product", { multiply: ["$round", "$chunkSize"] }, 524288],
    ["a quotient rounded up", { "ceil-divide": [262145, "$chunkSize"] }, 2],
    ["a quotient of nothing", { "ceil-divide": [0, 5] }, 0],
    ["a quotient below zero", { "ceil-divide": [-1, 2] }, 0],
    ["a payload", { bytes: "$chunkSize", seed: "$round" }, { bytes: { size: 262144, seed: 2 } }],
    ["a payload with the first seed", { bytes: 0 }, { bytes: { size: 0, seed: 0 } }],
    [
      "a payload that is one already",
      { bytes: { size: 1, seed: 2 } },
      { bytes: { size: 1, seed: 2 } },
    ],
    ["a GUID in another form", { "guid-form": "N", of: "$handler" }, GUID.replaceAll("-", "")],
    ["an expression in an expression", { add: [1, { multiply: [2, 3] }] }, 7],
    ["values inside", { a: "$round", b: ["$zero", { add: [1, 1] }] }, { a: 2, b: ["0", 2] }],
    ["what has no other value beside it", { a: 1, b: "$round", c: "x" }, { a: 1, b: 2, c: "x" }],
  ] as const)("%s", (_, value, expected) => {
    expect(evaluate(value as JsonValue, SCOPE)).toEqual(expected);
  });
});

describe("evaluate says that there is no value", () => {
  it.each([
    "$unsaved",
    "$row.other",
    "$handler.length",
    "$row.constructor",
    "$documents.__proto__",
    "$unsaved.part",
  ])("for %s", (reference) => {
    expect(() => evaluate(reference, SCOPE)).toThrow(UnsavedReferenceError);
    expect(() => evaluate({ join: [reference] }, SCOPE)).toThrow(`${reference} has no value`);
  });

  it.each([
    [
      "a division by zero, as of a chunk size 0",
      { "ceil-divide": [1, "$zero"] },
      "1 cannot be divided by 0",
    ],
    ["a text in a sum", { add: [1, "$odd"] }, '"$odd" is "1e6", which is no whole number'],
    ["an empty text in a sum", { add: [1, "$empty"] }, '"$empty" is "", which is no whole number'],
    [
      "a number that cannot be computed with exactly",
      { multiply: ["$huge", 1] },
      "which is no whole number",
    ],
    [
      "a sum that cannot",
      { add: [Number.MAX_SAFE_INTEGER, 1] },
      "9007199254740992 is no whole number",
    ],
    ["a payload of text", { bytes: "$handler" }, "is no whole number"],
    ["a payload of less than nothing", { bytes: -1 }, "-1 is no number of bytes"],
    ["a GUID of something else", { "guid-form": "N", of: "$odd" }, '"1e6" is no GUID'],
    ["true as a number", { add: [true, 1] }, "true is no whole number"],
  ] as const)("for %s", (_, value, words) => {
    expect(() => evaluate(value as JsonValue, SCOPE)).toThrow(RangeError);
    expect(() => evaluate(value as JsonValue, SCOPE)).toThrow(words);
  });
});

it("numberOf reads numbers and decimal text", () => {
  expect(numberOf("$chunkSize", SCOPE)).toBe(262144);
  expect(numberOf("-5", SCOPE)).toBe(-5);
  for (const value of [" 5", "+5", "0x5", "5.0", "５", null]) {
    expect(() => numberOf(value, SCOPE)).toThrow(RangeError);
  }
});
