import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { summary } from "../../reporters/summary/summary.ts";
import { fewer } from "../sampled.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { conforming } from "./fixtures/conforming.ts";
import { hostileReport } from "./fixtures/hostile.ts";
import { hostileText } from "./fixtures/hostile-text.ts";
import { interrupted, lockedOut, unreachable } from "./fixtures/incomplete.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";
import { twoTargets } from "./fixtures/two-targets.ts";
import { violating } from "./fixtures/violating.ts";

const plain = { color: false, reportPath: "assay-report/report.json" };
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe("summary", () => {
  it("is a few lines when everything holds", () => {
    expect(summary(conforming, plain)).toMatchInlineSnapshot(`
      "
      ✔ reference conforms as far as it was judged: 2 of 2 applicable MUST rules
        hold, of 3 in all
        Built-in reference server
        MUST    2 pass, 1 not applicable
        MAY     1 observed

        Not judged: 1 of 3 MUST rules
        · 1: the target declares no staging probe

      judged    120 cases, 240 requests in 12 s, seed 42
      report    assay-report/report.json
      "
    `);
  });

  it("shows what is violated, where and how, when something is", async () => {
    await expect(summary(violating, plain)).toMatchFileSnapshot("golden/violating.txt");
  });

  it("shows everything when asked to", async () => {
    await expect(summary(violating, { ...plain, verbose: true })).toMatchFileSnapshot(
      "golden/violating-verbose.txt",
    );
  });

  it("says why a target could not be judged", () => {
    expect(summary(unreachable, plain)).toMatchInlineSnapshot(`
      "
      ? acme incomplete: cannot connect to http://127.0.0.1:18080: connection
        refused, nothing was judged

      judged    0 cases, 0 requests in 12 s, seed 42
      report    assay-report/report.json
      "
    `);
    expect(summary(lockedOut, plain)).toMatchInlineSnapshot(`
      "
      ? acme incomplete: no MUST rule was judged (0 of 12)
        MUST    12 inconclusive

        Could not be judged
        ? 12 rules: could not log in as owner: [100] Invalid user name or password

      judged    480 cases, 960 requests in 12 s, seed 42
      report    assay-report/report.json
      "
    `);
    expect(summary(interrupted, plain)).toContain("? acme incomplete: the run did not complete");
    expect(summary(reportOf([]), plain)).toContain("? no target was judged");
  });

  it("has an outcome line for each target, and again at the end when it is long", () => {
    const text = summary(twoTargets, plain);
    expect(text.match(/^✔ reference conforms: /gm)).toHaveLength(2);
    expect(text.match(/^✘ acme violates: /gm)).toHaveLength(2);
  });

  it("says the same with and without colour", () => {
    for (const report of Object.values(SAMPLES)) {
      const colored = summary(report, { ...plain, color: true });
      expect(colored).toContain("\u001b[");
      expect(stripVTControlCharacters(colored)).toBe(summary(report, plain));
    }
  });

  it("keeps to the width, but for what is copied", () => {
    const copied = /curl|assay |^ {4,}inforouter\./;
    for (const width of [40, 60, 80, 120]) {
      const lines = summary(violating, { ...plain, width }).split("\n");
      const long = lines.filter((line) => stringWidth(line) > width && !copied.test(line));
      expect(long).toEqual([]);
    }
  });

  it("shows the first causes whole, the next by headline, and how many more there are", () => {
    const rules = Array.from({ length: 25 }, (_, n) => {
      const statements = [`S-${n}`];
      const signature = `S-${n} expected success=true`;
      const actual = `success=false with error "[${n}] no"`;
      const failures = [failureOf("get", { statements, signature, actual, steps: [] })];
      return ruleOf(`rule-${n}`, { verdict: "fail", statements, failures });
    });
    const report = reportOf([targetOf("a", "violates", rules)]);
    const shown = summary(report, plain);
    expect(shown).toContain("… 2 more causes: see the report, or --verbose");
    expect(shown.match(/^ {6}> POST/gm)).toHaveLength(3);
    expect(shown.match(/, failure f-get-1$/gm)).toHaveLength(20);
    expect(summary(report, { ...plain, verbose: true })).not.toContain("more cause");
  });

  it("says once what many rules fail for", () => {
    const rules = Array.from({ length: 25 }, (_, n) =>
      ruleOf(`rule-${n}`, { verdict: "fail", failures: [failureOf("get")] }),
    );
    const report = reportOf([targetOf("a", "violates", rules)]);
    const shown = summary(report, plain);
    expect(shown).toContain("25 violated rules for 1 reason");
    expect(shown).toContain("25 rules, 1 statement: DUH-01");
    expect(shown.match(/^ {6}actual /gm)).toHaveLength(1);
    expect(shown).toContain("19 more rules: see the report, or --verbose");
    expect(summary(report, { ...plain, verbose: true })).toContain(".rule-24");
  });

  it("never lets a server write to the terminal", () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), (text, verbose) => {
        const shown = summary(hostileReport(text), { ...plain, verbose });
        expect(shown).not.toMatch(UNSEEN);
        const colored = summary(hostileReport(text), { ...plain, verbose, color: true });
        expect(stripVTControlCharacters(colored)).toBe(shown);
      }),
      { numRuns: fewer(100) },
    );
  });
});
