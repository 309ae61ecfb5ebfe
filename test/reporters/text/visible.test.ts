import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visible, visibleLines } from "../../../reporters/text/visible.ts";
import { hostileText } from "../fixtures/hostile-text.ts";

describe("visible", () => {
  it.each([
    ["a\nb\r\tc", "a\\nb\\r\\tc"],
    ["\u001b[31mred", "\\u001b[31mred"],
    ["\u009b31m\u007f\u0000", "\\u009b31m\\u007f\\u0000"],
    ["abc\u202edef\u2066\u200f", "abc\\u202edef\\u2066\\u200f"],
    ["zero\u200bwidth\ufeff\u00ad", "zero\\u200bwidth\\ufeff\\u00ad"],
    ["\ud800 \udfff", "\\ud800 \\udfff"],
    ["\u2028\u2029\uffff", "\\u2028\\u2029\\uffff"],
    ["\u{e0041}", "\\u{e0041}"],
    ["a\u00a0b\u3000c", "a\\u00a0b\\u3000c"],
  ])("shows %j as %s", (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it.each(["plain text", "Straße, 名前, имя, 😀", "‹ticket:owner›", "a \\ b"])(
    "leaves %s alone",
    (text) => {
      expect(visible(text)).toBe(text);
    },
  );

  it("keeps lines and tabs of blocks, and takes CRLF for a line", () => {
    expect(visibleLines("a\r\nb\n\tc\rd\u001b")).toBe("a\nb\n\tc\\rd\\u001b");
  });

  it("leaves nothing unseen, and done twice changes nothing", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(visible(visible(text))).toBe(visible(text));
        expect(visibleLines(text)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
