import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { formatFiles } from "../../reporters/format-files.ts";
import { FORMATS, type FormatName } from "../../reporters/registry.ts";
import { summary } from "../../reporters/summary/summary.ts";
import type { Report } from "../../src/model/report.ts";
import { fewer } from "../sampled.ts";
import { HOSTILE, hostileReport } from "./fixtures/hostile.ts";
import { hostileText } from "./fixtures/hostile-text.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";
import { parseCsv } from "./parse-csv.ts";

const NAMES = [...(Object.keys(FORMATS) as FormatName[]), "allure"] as const;

/** Controls, bidirectional and zero-width formatting, separators, half surrogate pairs, noncharacters. */
const UNSEEN =
  /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/u;

/** What each kind of file would obey, beside what HOSTILE has. */
const ATTACKS = [
  "<x-owned onload=owned()>",
  "</script><x-owned>",
  "</pre></code></template></textarea></style></title><x-owned>",
  "\"><x-owned a='",
  "]]><x-owned/>",
  "--><x-owned>",
  "&lt;x-owned&gt;&#60;x-owned&#62;",
  '=HYPERLINK("http://evil.example")',
  "@SUM(1)",
  "\t=1",
  "\r=1",
  '"\r\n=1,2',
  "# TODO\nok 1 - owned\nBail out!",
  "...\nowned: true",
  "{0} [x](javascript:owned())",
  "\u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007",
  "::error::owned",
  "__proto__",
  "\ud800",
  "\u0000",
] as const;

/** The files of every format, by name; CRLF is layout in CSV and nowhere else. */
function filesOf(report: Report): readonly (readonly [name: string, text: string])[] {
  return Object.entries(formatFiles(report, NAMES, {})).map(([name, text]) => [
    name,
    name.endsWith(".csv") ? text.replaceAll("\r\n", "\n") : text,
  ]);
}

/** The elements and attributes of a document, without what they say; throws when it is not well-formed. */
function xmlShape(text: string): readonly string[] {
  const names: string[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    names.push([name, ...Object.keys(attributes)].join(" "));
  });
  parser.write(text).close();
  return names;
}

/** The tags of an HTML document, once each. Markup that came in as data would be a new one. */
function htmlTags(text: string): ReadonlySet<string> {
  return new Set(text.match(/<\/?[a-z][\w-]*/gi)?.map((tag) => tag.toLowerCase()));
}

function expectSameShape(name: string, harmless: string, hostile: string): void {
  const kind = name.replace(/.*\./, "");
  switch (kind) {
    case "json":
    case "sarif":
    case "har":
      JSON.parse(hostile);
      return;
    case "xml":
    case "svg":
      expect(xmlShape(hostile)).toEqual(xmlShape(harmless));
      return;
    case "csv": {
      const widths = (text: string) =>
        parseCsv(text.replaceAll("\n", "\r\n")).map((row) => row.length);
      expect(widths(hostile)).toEqual(widths(harmless));
      return;
    }
    case "html":
      expect([...htmlTags(hostile)].filter((tag) => !htmlTags(harmless).has(tag))).toEqual([]);
      expect(hostile).not.toMatch(/(?:href|src)\s*=\s*["']?\s*javascript:/i);
      return;
    case "properties":
      expect(hostile.split("\n")).toHaveLength(harmless.split("\n").length);
      return;
    case "md":
    case "tap":
    case "txt":
      // Their own tests know their grammars.
      return;
    default:
      throw new Error(`no parser for ${name}: say here how its structure is checked`);
  }
}

function expectData(text: string): void {
  const harmless = new Map(filesOf(hostileReport("words")));
  const files = filesOf(hostileReport(text));
  // An attachment's name and number depend on nothing that a server says.
  expect(files.map(([name]) => name.replace(/[0-9a-f-]{36}/, "")).sort()).toEqual(
    [...harmless.keys()].map((name) => name.replace(/[0-9a-f-]{36}/, "")).sort(),
  );
  for (const [name, written] of files) {
    expect(UNSEEN.exec(written)?.[0].codePointAt(0)?.toString(16), name).toBeUndefined();
    const twin = harmless.get(name);
    if (twin !== undefined) expectSameShape(name, twin, written);
  }
}

describe("every format", () => {
  it.each([...ATTACKS, HOSTILE, ATTACKS.join(" ")])("shows as data: %j", (text) => {
    expectData(text);
  });

  it("shows as data whatever a server says", () => {
    fc.assert(fc.property(hostileText, expectData), { numRuns: fewer(20) });
  });

  it("stays small and quick when a server says a million characters", () => {
    const long = "<]]>\u202e`|=\u0000".repeat(128 * 1024);
    const failure = failureOf("get", {
      actual: long,
      expected: [long],
      counterexample: { a: long },
      exchanges: [
        {
          request: {
            method: "GET",
            url: "http://127.0.0.1/",
            headers: {},
            body: "",
          },
          response: { status: 200, headers: { a: long }, body: long },
          durationMs: 1,
        },
      ],
    });
    const rule = ruleOf("x", { verdict: "fail", reason: long, failures: [failure] });
    const report = reportOf([targetOf("a", "violates", [rule], { reason: long })]);
    const whole = new Set(["report.json", "report.har", "report.html"]);
    for (const [name, text] of filesOf(report)) {
      expect(UNSEEN.exec(text)?.[0], name).toBeUndefined();
      if (!whole.has(name)) expect(text.length, name).toBeLessThan(200_000);
    }
    expect(summary(report, { color: false, verbose: true }).length).toBeLessThan(20_000);
  });

  it("reaches the terminal without a control, also when it is written there whole", () => {
    for (const text of [...ATTACKS, HOSTILE]) {
      const shown = summary(hostileReport(text), { color: false, verbose: true });
      expect(shown).not.toMatch(UNSEEN);
    }
  });
});
