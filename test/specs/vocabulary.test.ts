import { expect, test } from "vitest";
import { CHECKS } from "../../src/judge/checks/checks.ts";
import { evaluate } from "../../src/judge/checks/evaluate.ts";
import { matchValue } from "../../src/judge/checks/match-value.ts";
import type { JsonValue } from "../../src/model/value.ts";
import { EXPRESSIONS, GRAMMAR, MATCHERS } from "./grammar-words.ts";

test("the judge knows the checks of the grammar and no others", () => {
  expect(Object.keys(GRAMMAR.checks.properties).sort()).toEqual(Object.keys(CHECKS).sort());
});

test("an alternative of oneOf takes every check but those about several answers", () => {
  const alternative = Object.keys(GRAMMAR.checks.properties.oneOf.items.properties);
  const checks = Object.keys(CHECKS).filter((name) => name !== "oneOf" && name !== "agree");
  expect(alternative.sort()).toEqual(["because", "editions", ...checks].sort());
});

/** For each matcher an argument, a value that matches, and one that does not. */
const MATCHED: Readonly<
  Record<string, readonly [argument: JsonValue, match: unknown, other: unknown]>
> = {
  guid: [true, "a1b2c3d4-e5f6-7890-abcd-ef1234567890", "a1b2"],
  absent: [true, undefined, "x"],
  distinct: [true, "new", "seen"],
  integer: [{ min: 1, max: 3 }, "2", "4"],
  crc: ["0x00CBF43926", "cbf43926", "cbf43927"],
  text: [true, "x", ""],
  contains: ["b", "abc", "acd"],
  matches: ["^a.c$", "abc", "abcd"],
  some: [{ contains: "b" }, ["abc", "acd"], ["acd"]],
  equals: [{ length: "abc" }, "3", "4"],
  not: ["x", "y", "x"],
  all: [[{ text: true }, "x"], "x", "y"],
};

test("every matcher of the grammar is looked at here", () => {
  expect(Object.keys(MATCHED).sort()).toEqual([...MATCHERS].sort());
});

test.each(Object.entries(MATCHED))(
  "the judge knows the matcher %s",
  (name, [argument, match, other]) => {
    const context = { scope: new Map(), seen: new Map([["A", new Set(["seen"])]]) };
    expect(matchValue({ [name]: argument }, match, "A", context)).toEqual([]);
    expect(matchValue({ [name]: argument }, other, "A", context)).not.toEqual([]);
  },
);

/** For each expression one that has a value, and the value. */
const EVALUATED: Readonly<Record<string, readonly [JsonValue, unknown]>> = {
  join: [{ join: ["a", 1, "$x"] }, "a17"],
  "path-join": [{ "path-join": ["/a/", "$x"] }, "/a/7"],
  add: [{ add: ["$x", 1] }, 8],
  multiply: [{ multiply: ["$x", 2] }, 14],
  "ceil-divide": [{ "ceil-divide": ["$x", 2] }, 4],
  bytes: [{ bytes: "$x", seed: 3 }, { bytes: { size: 7, seed: 3 } }],
  upper: [{ upper: "aBc-1" }, "ABC-1"],
  json: [{ json: { add: ["$x", "$$y", { join: 1 }] } }, { add: [7, "$y", { join: 1 }] }],
  "guid-form": [
    { "guid-form": "N", of: "a1b2c3d4-e5f6-7890-abcd-ef1234567890" },
    "a1b2c3d4e5f67890abcdef1234567890",
  ],
  near: [{ near: "a1", how: "other-end" }, "a2"],
  subtract: [{ subtract: ["$x", 2] }, 5],
  base64: [{ base64: "a?" }, "YT8="],
  length: [{ length: "ä" }, 2],
  checksum: [{ checksum: { of: "a", by: "crc32" } }, "e8b7be43"],
  date: [{ date: { plus: "$x", as: "http" } }, expect.stringMatching(/ GMT$/)],
  url: [{ url: { of: "/a?b", part: "query" } }, "b"],
};

test("every expression of the grammar is looked at here", () => {
  expect(Object.keys(EVALUATED).sort()).toEqual([...EXPRESSIONS].sort());
});

test.each(Object.entries(EVALUATED))(
  "the judge knows the expression %s",
  (_, [expression, value]) => {
    expect(evaluate(expression, new Map([["x", 7]]))).toEqual(value);
  },
);
