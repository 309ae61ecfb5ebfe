import { describe, expect, it } from "vitest";
import { editionWords, judgedByWords } from "../../reporters/edition-words.ts";
import { renderHtml } from "../../reporters/html/render-html.ts";
import { renderMarkdown } from "../../reporters/markdown/render-markdown.ts";
import { outcomeLine, outcomeWords } from "../../reporters/outcome-line.ts";
import { summary } from "../../reporters/summary/summary.ts";
import { unjudgedSentence } from "../../reporters/unjudged.ts";
import { fromVersion1, type Report1 } from "../../src/judge/report/from-version-1.ts";
import type { RuleReport, TargetReport } from "../../src/model/report.ts";
import { whyNotApplicable } from "../../src/run/target/applicability.ts";
import { reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";

const away = (id: string, reason: string): RuleReport =>
  ruleOf(id, { verdict: "not-applicable", reason });
const line = (target: TargetReport, run = {}): string => {
  const words = outcomeLine(reportOf([target], run), target);
  return `${outcomeWords(target)}: ${words}`;
};

describe("the headline", () => {
  const held = (judged: TargetReport["judged"], rest: Partial<TargetReport> = {}) =>
    targetOf("mine", "conforms", [ruleOf("a")], { judged, ...rest });

  it.each([
    [{ must: 160, applicable: 160, all: 160 }, "conforms: all 160 MUST rules were judged and hold"],
    [{ must: 1, applicable: 1, all: 1 }, "conforms: the one MUST rule was judged and holds"],
    [
      { must: 23, applicable: 23, all: 160 },
      "conforms as far as it was judged: 23 of 23 applicable MUST rules hold, of 160 in all",
    ],
    [
      { must: 59, applicable: 59, all: 59, more: true },
      "conforms as far as it was judged: 59 of 59 applicable MUST rules hold, of at least 59 in all",
    ],
  ] as const)("of %j is %s", (judged, words) => {
    expect(line(held(judged))).toBe(words);
  });

  it("says which edition alone was judged by", () => {
    const target = held({ must: 2, applicable: 2, all: 2 });
    expect(line(target, { edition: "2026-02" })).toBe(
      "conforms: all 2 MUST rules were judged and hold, judged by the edition of 2026-02 alone",
    );
    expect(judgedByWords({ edition: "9.0" })).toBe("judged by edition 9.0 alone");
  });

  it("says that fewer were judged than was asked for, but not of a shard", () => {
    const judged = { must: 1, applicable: 1, all: 4, least: 95 };
    const target = targetOf("mine", "incomplete", [ruleOf("a")], { judged });
    const short = "fewer than the 95% that were asked for";
    expect(line(target)).toContain(short);
    expect(line(target, { shard: "1/2" })).not.toContain(short);
  });
});

describe("what was not judged", () => {
  it("is grouped by reason, with what is lacking named", () => {
    const rules = [
      ruleOf("a"),
      away("b", "the target does not offer UploadFileChunk"),
      away("c", "the target does not offer UploadFileChunk"),
      away("d", "the target does not offer soap11"),
      away("e", "the target declares no stranger"),
      ruleOf("f", { verdict: "inconclusive", reason: "could not log in" }),
      away("g", "the target does not offer the service apidatatools"),
      ruleOf("h", { level: "MAY", verdict: "not-applicable", reason: "nobody cares" }),
    ];
    const judged = { must: 1, applicable: 2, all: 50, unselected: 40, elsewhere: 4 };
    expect(unjudgedSentence(targetOf("mine", "incomplete", rules, { judged }))).toBe(
      "49 not judged: 40 not selected by the filters; 4 in another shard; " +
        "3 need what the target does not offer (UploadFileChunk 2, soap11 1); " +
        "1: the target declares no stranger; 1: could not log in",
    );
  });

  it("counts no rule of a service that the target does not have", () => {
    const described = { target: { name: "t", services: {} }, services: {} };
    const rule = { service: "apidatatools" };
    const reason = whyNotApplicable(rule as never, described as never, ["rest"]) ?? "";
    expect(targetOf("mine", "conforms", [ruleOf("a"), away("b", reason)]).judged.all).toBe(1);
  });

  it("is not known of a filtered report of format version 1", () => {
    const { judged: _, ...target } = targetOf("mine", "conforms", [ruleOf("a")]);
    const { formatVersion: __, ...report } = reportOf([]);
    const old = { ...report, formatVersion: 1, targets: [target] } as unknown as Report1;
    expect(fromVersion1(old).targets[0]?.judged.more).toBe(true);
    const whole = { ...old, specs: { ...old.specs, rules: 1 } };
    expect(fromVersion1(whole).targets[0]?.judged).toEqual({ must: 1, applicable: 1, all: 1 });
  });
});

describe("editions", () => {
  const promise = (editions: readonly string[], holds: boolean | null) =>
    ({ editions, level: "MUST", holds }) as const;
  const may = { level: "MAY", verdict: "observed" } as const;
  const target = targetOf(
    "mine",
    "conforms",
    [
      ruleOf("a"),
      ruleOf("b", { ...may, title: "Empty failures", promise: promise(["2026-02"], true) }),
      ruleOf("c", {
        ...may,
        title: "JSON downloads",
        promise: promise(["9.0"], false),
        observed: { "what 9.0 promises": "differs: got <html>" },
      }),
      ruleOf("d", { ...may, title: "No ticket", promise: promise(["9.0"], null) }),
    ],
    {
      editions: {
        "9.0": { points: 7, follows: 2 },
        "2026-02": { points: 6, follows: 5 },
        "2026-08": { points: 0, follows: 0 },
      },
    },
  );
  const said = "follows the edition of 2026-02 in 5 of 6 points, 9.0 in 2 of 7";

  it("are said with the closest first, in terminal, Markdown and HTML", () => {
    expect(editionWords(target)).toBe(said);
    expect(editionWords({})).toBe("");
    const report = reportOf([target]);
    expect(summary(report, { color: false })).toContain(said);
    expect(renderMarkdown(report)).toContain(said);
    expect(renderMarkdown(reportOf([target, targetOf("b", "conforms", [ruleOf("a")])]))).toContain(
      "| target | outcome |  | editions |",
    );
    expect(renderHtml(report)).toContain(said);
  });

  it("are a table in HTML, point by point", () => {
    const page = renderHtml(reportOf([target]));
    const table = /<section id="editions"[\s\S]*?<\/section>/.exec(page)?.[0] ?? "";
    const rows = [...table.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) =>
      row
        .replace(/<[^>]*>/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
    );
    expect(rows).toEqual([
      "Point Promised by The server",
      "Empty failures MUST DeleteUploadHandler 2026-02 ✓ follows",
      "JSON downloads MUST DeleteUploadHandler 9.0 – does not got &lt;html&gt;",
      "No ticket MUST DeleteUploadHandler 9.0 · not seen",
    ]);
    expect(renderHtml(reportOf([targetOf("b", "conforms", [ruleOf("a")])]))).not.toContain(
      'id="editions"',
    );
  });
});
