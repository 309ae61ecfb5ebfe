import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { characters } from "../../../reporters/text/characters.ts";
import { count } from "../../../reporters/text/count.ts";
import { cutToWidth } from "../../../reporters/text/cut-to-width.ts";
import { formatCase } from "../../../reporters/text/format-case.ts";
import { formatDuration } from "../../../reporters/text/format-duration.ts";
import { formatExchange, formatExchanges } from "../../../reporters/text/format-exchange.ts";
import { truncate } from "../../../reporters/text/truncate.ts";
import { visible } from "../../../reporters/text/visible.ts";
import { wrap } from "../../../reporters/text/wrap.ts";
import { hostileText } from "../fixtures/hostile-text.ts";

describe("formatDuration", () => {
  it.each([
    [0, "0 ms"],
    [339.6, "340 ms"],
    [999.7, "1.0 s"],
    [1_240, "1.2 s"],
    [9_960, "10 s"],
    [59_600, "1 min"],
    [125_000, "2 min 5 s"],
    [3_599_900, "1 h"],
    [3_780_000, "1 h 3 min"],
  ])("says %d ms as %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("count", () => {
  it("has a plural and thousands", () => {
    expect([count(0, "rule"), count(1, "rule"), count(1_234_567, "rule")]).toEqual([
      "0 rules",
      "1 rule",
      "1,234,567 rules",
    ]);
  });
});

describe("formatCase", () => {
  it("tells text from numbers, and shows payloads by size", () => {
    const bytes = { bytes: { size: 262_143, seed: 7 } };
    expect(formatCase({ a: "1", b: 1, c: "", d: null, e: [true, "x"], f: bytes })).toEqual([
      'a: "1"',
      "b: 1",
      'c: ""',
      "d: null",
      'e: [true,"x"]',
      "f: 262,143 bytes (seed 7)",
    ]);
  });

  it("cuts what is long and shows what is unseen", () => {
    expect(formatCase({ a: "x".repeat(500), b: "\u202e\n" })).toEqual([
      `a: "${"x".repeat(200)}"… (500 characters)`,
      'b: "\\u202e\\n"',
    ]);
  });
});

describe("truncate", () => {
  it("never cuts a character in two", () => {
    expect(truncate("ab😀cd", 3)).toBe("ab… (6 characters)");
    expect(truncate("ab😀", 4)).toBe("ab😀");
  });
});

describe("formatExchange", () => {
  const request = { method: "GET", url: "http://a/", headers: { accept: "*/*" }, body: "" };

  it("marks every line with its direction, so that a body cannot forge one", () => {
    const response = { status: 200, headers: {}, body: "a\n> GET http://b/\r\n\u001b[0m" };
    expect(formatExchange({ request, response, durationMs: 1_500 })).toBe(
      "> GET http://a/\n> accept: */*\n< 200 (1.5 s)\n<\n< a\n< > GET http://b/\n< \\u001b[0m",
    );
  });

  it("says why no answer came", () => {
    const failure = { code: "reset", message: "connection\nreset" } as const;
    expect(formatExchange({ request, response: null, failure, durationMs: 2 })).toMatch(
      /\n! no answer after 2 ms: reset: connection\\nreset$/,
    );
  });

  it("shows the last exchanges of many", () => {
    const many = Array.from({ length: 30 }, (_, n) => ({
      request: { ...request, url: `http://a/${n}` },
      response: null,
      durationMs: 1,
    }));
    const text = formatExchanges(many, { maxExchanges: 2 });
    expect(text).toMatch(/^\(the first 28 of 30 exchanges are in report\.json\)\n/);
    expect(text.match(/^> GET .*/gm)).toEqual(["> GET http://a/28", "> GET http://a/29"]);
  });
});

describe("wrap", () => {
  it("breaks at spaces, and cuts a word that is longer than a line", () => {
    expect(wrap("the quick brown fox", 9)).toEqual(["the quick", "brown fox"]);
    expect(wrap("abcdefgh ij", 3)).toEqual(["abc", "def", "gh", "ij"]);
    expect(wrap("", 3)).toEqual([""]);
  });

  it.each([
    ["名前名前", ["名前", "名前"]],
    ["한글한글", ["한글", "한글"]],
    ["￥１￥２", ["￥１", "￥２"]],
    ["🇩🇪🇫🇷🇯🇵", ["🇩🇪🇫🇷", "🇯🇵"]],
    ["1️⃣2️⃣3️⃣", ["1️⃣2️⃣", "3️⃣"]],
    ["👩‍🚀👩‍🚀👩‍🚀", ["👩‍🚀👩‍🚀", "👩‍🚀"]],
    ["ｶﾞｷﾞｸﾞ", ["ｶﾞｷﾞ", "ｸﾞ"]],
    ["e\u0301e\u0301e\u0301e\u0301e\u0301", ["e\u0301e\u0301e\u0301e\u0301", "e\u0301"]],
  ])("knows how many columns characters take, and cuts none in two: %s", (text, lines) => {
    expect(wrap(text, 4)).toEqual(lines);
  });

  it("shows what was sent: it leaves out one space for each line that it begins, and changes nothing", () => {
    // Composed, the first would be other bytes, and the second a plain K.
    expect(wrap("e\u0301  \u212a  x ", 6)).toEqual(["e\u0301  \u212a ", "x "]);
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 30 }), (hostile, width) => {
        const text = visible(hostile);
        const lines = wrap(text, width);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        const widest = Math.max(width, ...[...characters(text)].map(({ columns }) => columns));
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(widest);
      }),
    );
  });
});

describe("cutToWidth", () => {
  it("keeps to the columns and cuts no character in two", () => {
    expect(cutToWidth("ab名前", 5)).toBe("ab名");
    expect(cutToWidth("👩‍🚀👩‍🚀", 3)).toBe("👩‍🚀");
    expect(cutToWidth("abc", 3)).toBe("abc");
  });
});
