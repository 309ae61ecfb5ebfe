import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DIFF_FORMATS } from "../../reporters/diff/diff-formats.ts";
import { diffHtml } from "../../reporters/diff/diff-html.ts";
import { diffMarkdown } from "../../reporters/diff/diff-markdown.ts";
import { diffSummary } from "../../reporters/diff/diff-summary.ts";
import { diffReports } from "../../src/judge/diff/diff-reports.ts";
import { CHANGE_KINDS, type DiffReport } from "../../src/model/diff.ts";
import type { Report } from "../../src/model/report.ts";
import { SAMPLES } from "../reporters/fixtures/all.ts";
import { HOSTILE, hostileReport } from "../reporters/fixtures/hostile.ts";
import { hostileText } from "../reporters/fixtures/hostile-text.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";
import { fewer } from "../sampled.ts";
import { everyKind } from "./every-kind.ts";

const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const MARKUP = "<img src=x onerror=alert(1)>";

function diff(old: Report, now: Report): DiffReport {
  return diffReports(old, now, { version: "1.0.0" });
}

test("the sample has every kind of change", () => {
  const [target] = everyKind("x").targets;
  expect(CHANGE_KINDS.filter((kind) => target?.counts[kind] === 0)).toEqual([]);
});

describe("the terminal", () => {
  const paths = { old: "old/report.json", new: "new/report.json" };

  test("shows what got worse first, with the evidence, and how to look closer", async () => {
    const text = diffSummary(everyKind("[901] Session expired"), { color: false, paths });
    await expect(text).toMatchFileSnapshot("golden/every-kind.txt");
  });

  test("needs a few lines when nothing changed", () => {
    const same = reportOf([targetOf("acme", "conforms", [ruleOf("a"), ruleOf("b")])]);
    expect(diffSummary(diff(same, same), { color: false, paths })).toMatchInlineSnapshot(`
      "
      ✔ acme: nothing changed
        the outcome is conforms (2/2 MUST rules judged) as before
        2 rules hold as before

      old       old/report.json, 2026-03-01T09:30:00.000Z, seed 42
      new       new/report.json, 2026-03-01T09:30:00.000Z, seed 42
      "
    `);
  });

  test("says the same with and without colour", () => {
    const colored = diffSummary(everyKind("x"), { color: true });
    expect(colored).toContain("\u001b[31m");
    expect(stripVTControlCharacters(colored)).toBe(diffSummary(everyKind("x"), { color: false }));
  });

  test("shows the first changes of many, all with verbose", () => {
    const rules = (verdict: "pass" | "fail") =>
      Array.from({ length: 30 }, (_, at) => ruleOf(`r-${at}`, { verdict }));
    const many = diff(
      reportOf([targetOf("acme", "conforms", rules("pass"))]),
      reportOf([targetOf("acme", "violates", rules("fail"))]),
    );
    const shown = (verbose: boolean) =>
      diffSummary(many, { color: false, verbose }).match(/\.r-\d+/g)?.length;
    expect([shown(false), shown(true)]).toEqual([10, 30]);
    expect(diffSummary(many, { color: false })).toContain("and 20 more, with --verbose");
  });
});

describe("Markdown", () => {
  test("shows the same, with the evidence in tables", async () => {
    const text = diffMarkdown(everyKind("[901] Session | expired"));
    await expect(text).toMatchFileSnapshot("golden/every-kind.md");
  });

  test("keeps to what a comment takes, and says what it leaves out", () => {
    const rules = (verdict: "pass" | "fail") =>
      Array.from({ length: 800 }, (_, at) =>
        ruleOf(`r-${at}`, { verdict, failures: verdict === "fail" ? [failureOf("get")] : [] }),
      );
    const text = diffMarkdown(
      diff(
        reportOf([targetOf("acme", "conforms", rules("pass"))]),
        reportOf([targetOf("acme", "violates", rules("fail"))]),
      ),
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536);
    expect(text).toContain("This document is shortened");
  });
});

describe("HTML", () => {
  test("is one page that needs nothing else and may do nothing", () => {
    const page = diffHtml(everyKind("x"));
    expect(page).toContain("default-src &#39;none&#39;");
    expect(page).not.toMatch(/(?:src|href)="(?!#|data:,)/);
    for (const kind of CHANGE_KINDS) expect(page).toContain(`<section id="${kind}"`);
  });
});

describe("JSON", () => {
  const schema = JSON.parse(
    readFileSync(new URL("../../reporters/diff.schema.json", import.meta.url), "utf8"),
  );
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);

  test("is as its published schema says", () => {
    const samples = [everyKind("x"), everyKind(HOSTILE)];
    for (const old of Object.values(SAMPLES)) {
      const [first] = old.targets;
      if (first) samples.push(diff({ ...old, targets: [first] }, SAMPLES["violating"] ?? old));
    }
    for (const sample of samples) {
      validate(JSON.parse(DIFF_FORMATS.json.render(sample)));
      expect(validate.errors).toBeNull();
    }
  });

  test("has nothing that its schema does not know", () => {
    expect(validate({ ...everyKind("x"), surprise: 1 })).toBe(false);
  });
});

describe("what a server said is data", () => {
  test.each(["text", "md", "html"] as const)("in %s", (name) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const said = DIFF_FORMATS[name].render(everyKind(text));
        expect(said).not.toMatch(UNSEEN);
      }),
      { numRuns: fewer(50) },
    );
    const said = DIFF_FORMATS[name].render(everyKind(`${HOSTILE}${MARKUP}`));
    if (name === "html") expect(said).not.toContain("<img");
  });

  test("in Markdown it is code, and ends neither its span nor its table", () => {
    const said = diffMarkdown(everyKind(`a|b\n| c |\n${MARKUP}`));
    const outside = said.replace(/(`+)[^`].*?\1/g, "").replace(/<code>.*?<\/code>/g, "");
    expect(outside).not.toContain("<img");
    const widths = [...said.matchAll(/^ {2}\|.*\|$/gm)].map(([row]) => row.split("|").length);
    expect(new Set(widths)).toEqual(new Set([4, 5]));
  });

  test("of a hostile report against itself nothing changed", () => {
    const report = hostileReport(HOSTILE);
    expect(diff(report, report)).toMatchObject({ regressed: false, notes: [] });
  });
});
