import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../reporters/html/render-html.ts";
import { fewer } from "../sampled.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { HOSTILE, hostileReport } from "./fixtures/hostile.ts";
import { hostileText } from "./fixtures/hostile-text.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";

/** What stands in the page between `start` and `end`, the first time. */
function between(page: string, start: string, end: string): string {
  const from = page.indexOf(start) + start.length;
  return page.slice(from, page.indexOf(end, from));
}

/** The page without its style and scripts. */
function markupOf(page: string): string {
  return page.replace(/<(style|script)\b[^>]*>[\s\S]*?<\/\1>/g, "<$1></$1>");
}

function tagsOf(page: string): readonly string[] {
  return markupOf(page).match(/<\/?[a-z][a-z0-9]*/gi) ?? [];
}

/** The data beside the rules, as the page's script reads it. */
function evidenceIn(page: string): readonly unknown[] {
  const blocks = [...page.matchAll(/<script type="application\/json">([^<]*)<\/script>/g)];
  return blocks.map(([, json = ""]) => JSON.parse(json));
}

function sha256(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

describe("the HTML report", () => {
  it("allows exactly its own style and script, and nothing from anywhere", () => {
    const page = renderHtml(SAMPLES["violating"] ?? reportOf([]));
    const policy = between(page, 'Content-Security-Policy" content="', '"').replaceAll(
      "&#39;",
      "'",
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src ${sha256(between(page, "<style>", "</style>"))};`);
    expect(policy).toContain(`script-src ${sha256(between(page, "<script>", "</script>"))};`);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(markupOf(page)).not.toMatch(/ (?:style|on\w+)=| src=/);
  });

  it("has the same elements whatever a server says: it is text, and nothing in it is invisible", () => {
    const plain = tagsOf(renderHtml(hostileReport("x", "own")));
    const says = (text: string): void => {
      const page = renderHtml(hostileReport(`x${text}`, "own"));
      expect(tagsOf(page)).toEqual(plain);
      expect(markupOf(page).replace(/[\n\t]/g, "")).not.toMatch(
        /[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b]/u,
      );
      expect(evidenceIn(page).length).toBeGreaterThan(0);
    };
    says(HOSTILE);
    fc.assert(fc.property(hostileText, says), { numRuns: fewer(100) });
  });

  it("has the evidence of every failure beside its rule", () => {
    const rule = ruleOf("a", { verdict: "fail", failures: [failureOf("get"), failureOf("post")] });
    const page = renderHtml(reportOf([targetOf("acme", "violates", [rule])]));
    expect(page).toContain('data-failures="f-get-1 f-post-1"');
    expect(evidenceIn(page)).toMatchObject([
      {
        omitted: 0,
        failures: [
          {
            anchor: "f-get-1",
            target: null,
            expected: failureOf("get").expected,
            curlIsExact: true,
          },
          { anchor: "f-post-1", replay: "npx assay replay report.json f-post-1" },
        ],
      },
    ]);
  });

  it("gives the same failure of a second target a link of its own, and replays it there", () => {
    const rule = ruleOf("a", { verdict: "fail", failures: [failureOf("get")] });
    const targets = ["acme", "b\u202e c"].map((name) => targetOf(name, "violates", [rule]));
    const page = renderHtml(reportOf(targets));
    expect(page).toContain('data-failures="f-get-1 f-get-1~b-c"');
    expect(evidenceIn(page)).toMatchObject([
      { failures: [{ target: "acme" }, { target: "b\\u202e c", anchor: "f-get-1~b-c" }] },
    ]);
  });

  it("cuts evidence where there is too much, says so, and stays below 20 MB", () => {
    const [exchange] = failureOf("get").exchanges;
    if (!exchange) throw new Error("no exchange");
    const body = "<é>".repeat(100_000);
    const large = { ...exchange, response: { status: 200, headers: {}, body } };
    const rules = Array.from({ length: 600 }, (_, n) =>
      ruleOf(`r${n}`, {
        verdict: "fail",
        failures: [failureOf("get", { id: `f${n}`, exchanges: Array(10).fill(large) })],
      }),
    );
    const page = renderHtml(reportOf([targetOf("acme", "violates", rules)]));
    const limit = 20 * 1024 * 1024;
    expect(Buffer.byteLength(page)).toBeLessThan(limit);
    expect(page).toContain("Everything is whole in report.json");
    expect(page).toContain("(300,000 characters)");
    expect(evidenceIn(page)).toHaveLength(600);
  });

  it("leaves failures out only where even the shortest evidence has no room, and says how many", () => {
    const failures = Array.from({ length: 2_000 }, (_, n) =>
      failureOf("get", { id: `f${n}`, expected: Array(30).fill("x".repeat(500)) }),
    );
    const page = renderHtml(
      reportOf([targetOf("acme", "violates", [ruleOf("a", { verdict: "fail", failures })])]),
    );
    const [evidence] = evidenceIn(page) as { failures: unknown[]; omitted: number }[];
    expect(evidence?.omitted).toBeGreaterThan(0);
    expect((evidence?.failures.length ?? 0) + (evidence?.omitted ?? 0)).toBe(failures.length);
  });

  it("says clearly when the run did not complete, is a shard, or left something behind", () => {
    const target = targetOf("acme", "incomplete", [ruleOf("a")], {
      leftovers: ["upload handler 1"],
      launchLog: "listening on 8080",
    });
    const page = renderHtml(reportOf([target], { complete: false, shard: "2/4" }));
    expect(page).toContain("The run did not complete.");
    expect(page).toContain("This is only shard 2/4 of a run.");
    expect(page).toMatch(/1 thing left on acme/);
    expect(page).toContain("upload handler 1");
    expect(page).toContain("listening on 8080");
    expect(between(page, "<title>", "</title>")).toContain("the run did not complete");
  });

  it("tells a known deviation from a violation, and a stale one from a pass", () => {
    const rules = [
      ruleOf("a", {
        verdict: "fail",
        known: { reason: "ticket 7", since: "2026-01-01" },
        failures: [failureOf("get")],
      }),
      ruleOf("b", { known: { reason: "was broken" } }),
    ];
    const page = renderHtml(reportOf([targetOf("acme", "conforms", rules)]));
    expect(page).toContain('data-standings="known"');
    expect(page).toContain('data-standings="stale"');
    expect(page).toMatch(/known deviation:<\/span> ticket 7 \(since 2026-01-01\)/);
  });

  it("counts a violated SHOULD as a failure when the run does", () => {
    const rules = [ruleOf("a", { level: "SHOULD", verdict: "fail", failures: [failureOf("get")] })];
    const report = reportOf([targetOf("acme", "conforms", rules)]);
    expect(renderHtml(report)).toContain('data-standings="warning"');
    expect(renderHtml(report, { failOn: "should" })).toContain('data-standings="violated"');
  });
});
