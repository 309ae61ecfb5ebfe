import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseXml } from "../../src/judge/answer/parse-xml.ts";
import { fewer } from "../sampled.ts";
import { writtenXml } from "./written-xml.ts";

const RUNS = fewer(200);

/** Where the document holds no CDATA, what looks like one is one. */
const START_TAG = /<(?:\p{L}|_)[^\s/>]*/u;

/** Each makes a well-formed document malformed, wherever it is applied; undefined where it cannot be. */
const BREAKS: Readonly<Record<string, (text: string, pick: number) => string | undefined>> = {
  "its end cut off": (text, pick) => text.slice(0, pick % lastRootEnd(text)),
  "a bare ampersand": (text) => text.replace(/=\s*["']/, "$&& "),
  "< in a value": (text) => text.replace(/=\s*["']/, "$&<"),
  "a second root": (text) => `${text}<r/>`,
  "text behind the root": (text) => `${text}x`,
  "text before the root": (text) => `x${text}`,
  "a control character": (text, pick) => insert(text, pick, "\u0001"),
  "a lone surrogate": (text, pick) => insertBetweenCharacters(text, pick, "\ud800"),
  "a DTD": (text) => (text.startsWith("<?xml") ? undefined : `<!DOCTYPE r>${text}`),
  "an attribute twice": (text) => text.replace(START_TAG, '$& dup="1" dup="2"'),
  "an undeclared prefix": (text) => text.replace(START_TAG, '$& un:declared="1"'),
};

function lastRootEnd(text: string): number {
  return text.replace(/(?:<!--(?:(?!-->)[\s\S])*-->|<\?(?:(?!\?>)[\s\S])*\?>|\s)*$/, "").length;
}

function insert(text: string, pick: number, what: string): string {
  const at = pick % (text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
}

function insertBetweenCharacters(text: string, pick: number, what: string): string {
  const characters = [...text];
  const at = pick % (characters.length + 1);
  return [...characters.slice(0, at), what, ...characters.slice(at)].join("");
}

describe("parseXml", () => {
  it("reads the tree that was written, however it was written", () => {
    fc.assert(
      fc.property(writtenXml, ({ element, text }) => {
        expect(parseXml(text)).toEqual(element);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(Object.keys(BREAKS))("refuses a document with %s", (name) => {
    fc.assert(
      fc.property(writtenXml, fc.nat(), ({ text }, pick) => {
        const broken = BREAKS[name]?.(text, pick);
        fc.pre(broken !== undefined && broken !== text && !text.includes("<![CDATA["));
        expect(parseXml(broken ?? ""), broken).toHaveProperty("malformed");
      }),
      { numRuns: RUNS },
    );
  });

  it("gives an element or a reason for whatever is made of markup", () => {
    const markup = fc.constantFrom(
      ..."<>&;\"'=/:!?[]-# \n\ta1é😀\u0000\ud800\ufeff",
      ..."<a <a> </a> <a/> xmlns= <!-- --> <![CDATA[ ]]> <?xml ?> &amp; &#65; &#0; <!DOCTYPE".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(markup, { maxLength: 20 }), (parts) => {
        const root = parseXml(parts.join(""));
        if ("malformed" in root) expect(root.malformed).not.toBe("");
        else expect(root.name).not.toBe("");
      }),
      { numRuns: 10 * RUNS },
    );
  });
});
