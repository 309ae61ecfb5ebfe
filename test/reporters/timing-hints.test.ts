import { describe, expect, it } from "vitest";
import { renderHtml } from "../../reporters/html/render-html.ts";
import { renderMarkdown } from "../../reporters/markdown/render-markdown.ts";
import { summary } from "../../reporters/summary/summary.ts";
import { timingHints } from "../../reporters/timing-hints.ts";
import { type LinkTiming, mergeLinks, type Timing } from "../../src/model/timing.ts";
import { reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";

function timing(medianMs: number, more: Partial<Timing> = {}): Timing {
  return {
    ...{ service: "inforouter", operation: "ServerInfo", binding: "get" },
    ...{ requests: 50, medianMs, p95Ms: medianMs + 3, worstMs: 90, ...more },
  };
}

const NEAR: LinkTiming = { connectMs: 0.3, connections: 4, requests: 200 };
const hints = (timings: readonly Timing[], link?: LinkTiming) =>
  timingHints({ timings, ...(link ? { link } : {}) });

describe("what timings tell", () => {
  it.each([
    ["40 ms", [timing(40.9), timing(43.1), timing(2)], "41 to 43 ms"],
    ["200 ms", [timing(203), timing(203)], "203 ms"],
  ])("is a delayed ACK where most answers take %s over a link that is near", (_, timings, said) => {
    const found = hints(timings, NEAR);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(said);
    expect(found[0]).toContain("TCP_NODELAY");
  });

  it.each<readonly [what: string, timings: readonly Timing[], link: LinkTiming | undefined]>([
    ["a link that is as far", [timing(41)], { ...NEAR, connectMs: 20 }],
    ["a link of which nobody knows how far it is", [timing(41)], undefined],
    ["a server that takes between nothing and much", [timing(41, { p95Ms: 120 })], NEAR],
    ["another time", [timing(30), timing(60), timing(120)], NEAR],
    ["one call of many", [timing(41), timing(2), timing(2)], NEAR],
    ["few requests", [timing(41, { requests: 6 })], NEAR],
    [
      "calls that were hardly made",
      Array.from({ length: 9 }, () => timing(41, { requests: 4 })),
      NEAR,
    ],
    ["a fast server", [timing(0.6)], NEAR],
  ])("is nothing for %s", (_, timings, link) => {
    expect(hints(timings, link)).toEqual([]);
  });

  it("is that connections are not kept where nearly every request had one", () => {
    const [found] = hints([timing(1)], { ...NEAR, connections: 190 });
    expect(found).toContain("190 connections for 200 requests: no keep-alive");
    expect(hints([timing(1)], { ...NEAR, connections: 150 })).toEqual([]);
    expect(hints([timing(1)], { connections: 10, requests: 10 })).toEqual([]);
  });

  it("stands where the timings stand", () => {
    const target = targetOf("acme", "conforms", [ruleOf("x", { verdict: "pass" })]);
    const link = { ...NEAR, connections: 200 };
    const report = reportOf([{ ...target, timings: [timing(41)], link }]);
    const plain = summary(report, {
      ...{ color: false, width: 80, reportPath: "report.json", verbose: false, failOn: "must" },
    });
    for (const text of [plain, renderMarkdown(report, {}), renderHtml(report, {})]) {
      const words = text.replace(/\s+/g, " ");
      expect(words).toMatch(/TCP(?:_|&#95;)NODELAY/);
      expect(words).toContain("200 connections for 200 requests");
    }
  });
});

it("the connections of all parts of a run count together, the fastest tells how far the server is", () => {
  const parts = [NEAR, undefined, { connectMs: 0.2, connections: 1, requests: 5 }];
  expect(mergeLinks(parts)).toEqual({ connectMs: 0.2, connections: 5, requests: 205 });
  expect(mergeLinks([undefined])).toBeUndefined();
});
