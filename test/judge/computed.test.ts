import { describe, expect, it, vi } from "vitest";
import { evaluate, evaluateEach } from "../../src/judge/checks/evaluate.ts";
import type { ScopeValue } from "../../src/judge/checks/scope.ts";
import type { JsonValue } from "../../src/model/value.ts";

const SCOPE = new Map<string, ScopeValue>([
  ["sent", Buffer.from([0xff, 0x00, 0x61])],
  ["text", "größe"],
  ["number", 12],
  ["sum", "sha256"],
  ["location", "https://x.example:8443/files/1?a=b%20c#d"],
  ["relative", "../2?x=/y"],
  ["row", { a: 1 }],
]);

describe("a value is computed", () => {
  it.each([
    ["base64 of bytes", { base64: "$sent" }, "/wBh"],
    ["base64 of a text", { base64: "$text" }, "Z3LDtsOfZQ=="],
    ["base64 of a payload", { base64: { bytes: 3, seed: 1 } }, "iQ0K"],
    ["base64 of base64", { base64: { base64: "a" } }, "WVE9PQ=="],
    ["the length of bytes", { length: "$sent" }, 3],
    ["the length of a text, in bytes", { length: "$text" }, 7],
    ["the length of a payload", { length: { bytes: 500 } }, 500],
    ["the length of a number", { length: "$number" }, 2],
    ["a difference", { subtract: ["$number", 5, 4] }, 3],
    ["a difference below zero", { subtract: [1, { length: "$sent" }] }, -2],
    [
      "SHA-1, in the words of RFC 3174",
      { checksum: { of: "abc", by: "sha1" } },
      "a9993e364706816aba3e25717850c26c9cd0d89d",
    ],
    [
      "MD5 as base64",
      { checksum: { of: "", by: "md5", as: "base64" } },
      "1B2M2Y8AsgTpgAmY7PhCfg==",
    ],
    ["CRC-32 with leading zeros", { checksum: { of: "ajy", by: "crc32" } }, "009f32b0"],
    ["CRC-32 of nothing", { checksum: { of: "", by: "crc32" } }, "00000000"],
    ["CRC-32 as base64", { checksum: { of: "123456789", by: "crc32", as: "base64" } }, "y/Q5Jg=="],
    [
      "a checksum that a table names",
      { checksum: { of: "$sent", by: "$sum" } },
      "f9789675a25a87605b0d60387568e25cda7b568653ecdc42e9248588dc70acd5",
    ],
    ["the path of a URL", { url: { of: "$location", part: "path" } }, "/files/1"],
    ["its query", { url: { of: "$location", part: "query" } }, "a=b%20c"],
    ["its host", { url: { of: "$location", part: "host" } }, "x.example:8443"],
    ["its origin", { url: { of: "$location", part: "origin" } }, "https://x.example:8443"],
    ["its fragment", { url: { of: "$location", part: "fragment" } }, "d"],
    ["the path of a relative one", { url: { of: "/a/b?c", part: "path" } }, "/a/b"],
    [
      "a relative one, whole",
      { url: { of: "$relative", base: "$location", part: "whole" } },
      "https://x.example:8443/2?x=/y",
    ],
  ] as const)("%s", (_, value, expected) => {
    expect(evaluate(value as JsonValue, SCOPE)).toEqual(expected);
  });

  it("as a time from now on, in both forms", () => {
    vi.useFakeTimers({ now: Date.UTC(2030, 0, 31, 12, 0, 0, 123) });
    try {
      const at = (plus: JsonValue, as: string) => evaluate({ date: { plus, as } }, SCOPE);
      expect(at("$number", "iso")).toBe("2030-01-31T12:00:12Z");
      expect(at(-3600, "http")).toBe("Thu, 31 Jan 2030 11:00:00 GMT");
      expect(evaluate({ date: { as: "iso" } }, SCOPE)).toBe("2030-01-31T12:00:00Z");
    } finally {
      vi.useRealTimers();
    }
  });
});

it.each([
  ["bytes of an object", { base64: "$row" }, '{"a":1} stands for no bytes'],
  [
    "a checksum that there is not",
    { checksum: { of: "a", by: "$text" } },
    '"größe" is no checksum',
  ],
  ["what is no URL", { url: { of: "http://", part: "path" } }, '"http://" is no URL'],
  ["the host of a relative URL", { url: { of: "/a", part: "host" } }, "does not say its host"],
  ["a time that no calendar has", { date: { plus: 9e15, as: "iso" } }, "Invalid time value"],
  ["a difference of words", { subtract: [1, "$text"] }, "is no whole number"],
] as const)("%s decides nothing", (_, value, words) => {
  expect(() => evaluate(value as JsonValue, SCOPE)).toThrow(RangeError);
  expect(() => evaluate(value as JsonValue, SCOPE)).toThrow(words);
});

it("an object of other members, and parameters of such names, are no expressions", () => {
  const data = { length: 5, width: 6 };
  expect(evaluate(data, SCOPE)).toEqual(data);
  expect(evaluate({ url: "x", size: 1 }, SCOPE)).toEqual({ url: "x", size: 1 });
  expect(evaluate({ date: "2030-01-31" }, SCOPE)).toEqual({ date: "2030-01-31" });
  expect(evaluateEach({ length: "$number" }, SCOPE)).toEqual({ length: 12 });
  expect(evaluateEach({ base64: { base64: "a" } }, SCOPE)).toEqual({ base64: "YQ==" });
});
