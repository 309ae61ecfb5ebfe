import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "../../reporters/html/render-html.ts";
import type { Report, RuleReport } from "../../src/model/report.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";
import { startChromium } from "./chromium.ts";
import { watchedPage } from "./watched-page.ts";

const FAILURES = 5_000;
const MAX_BYTES = 20 * 1024 * 1024;
/** What is promised on a machine with nothing else to do; a busy one gets more. */
const PROMISED_MS = 1_000;
const BUSY = 8;
/** Processor time of the page's process, its start included: it hardly depends on who else is busy, but for the core. */
const MAX_CPU_MS = 5_000;
const BODY = `<?xml version="1.0"?><response success="false" error="${"x".repeat(3_000)}"/>`;

let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser?.close());

function failureNumber(n: number, binding: string) {
  const failure = failureOf(binding);
  const exchanges = failure.exchanges.flatMap((exchange) => {
    const response = exchange.response && { ...exchange.response, body: BODY };
    return [exchange, { ...exchange, response }];
  });
  return { ...failure, id: `f${n}`, exchanges };
}

/** As many rules as failures: the most rows that a page can have. */
function oneEach(): Report {
  const rules = Array.from({ length: FAILURES }, (_, n): RuleReport => {
    const operation = `Operation${n % 20}`;
    const failures = [failureNumber(n, "post")];
    return ruleOf(`rule-${String(n).padStart(4, "0")}`, {
      operation,
      verdict: "fail",
      reason: "no",
      failures,
    });
  });
  return reportOf([targetOf("acme", "violates", rules)]);
}

/** Few rules with many failures each, on several targets. */
function manyEach(): Report {
  const targets = ["one", "two", "three", "four"].map((name, index) => {
    const rules = Array.from({ length: 125 }, (_, n): RuleReport => {
      const failures = Array.from({ length: 10 }, (__, k) =>
        failureNumber((index * 125 + n) * 10 + k, ["get", "post", "soap11"][k % 3] ?? "get"),
      );
      return ruleOf(`rule-${String(n).padStart(4, "0")}`, {
        verdict: "fail",
        reason: "no",
        failures,
      });
    });
    return targetOf(name, "violates", rules);
  });
  return reportOf(targets);
}

describe(`a report of ${FAILURES} failures`, () => {
  it.each([
    ["one in each rule", oneEach, "rule-4321", 1],
    ["ten in each rule on four targets", manyEach, "rule-0043", 1],
  ])("with %s is small, opens and filters within a second", async (name, make, words, left) => {
    const html = renderHtml(make());
    const bytes = Buffer.byteLength(html);
    expect(bytes).toBeLessThan(MAX_BYTES);

    const { page, complaints } = await watchedPage(browser, html);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Performance.enable");
    const { metrics } = await devtools.send("Performance.getMetrics");
    const seconds = metrics.find((metric) => metric.name === "ProcessTime")?.value ?? Number.NaN;
    const cpuMs = seconds * 1_000;
    const openedMs = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
      return Math.max(entry?.loadEventEnd ?? 0, paint);
    });
    const filter = (text: string) =>
      page.evaluate(async (typed) => {
        const search = document.querySelector<HTMLInputElement>("#search");
        const form = document.querySelector("form");
        if (!search || !form) throw new Error("no search");
        const started = performance.now();
        search.value = typed;
        form.dispatchEvent(new Event("change"));
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return performance.now() - started;
      }, text);
    const filteredMs = await filter(words);
    expect(await page.locator("details.rule:visible").count()).toBe(left);
    const againMs = await filter("");
    const figures = [
      `${(bytes / 1024 / 1024).toFixed(1)} MB`,
      `opens in ${openedMs.toFixed(0)} ms (${cpuMs.toFixed(0)} ms of a processor)`,
    ];
    console.log(
      [
        name,
        ...figures,
        `filters in ${filteredMs.toFixed(0)} ms, and all again in ${againMs.toFixed(0)} ms`,
      ].join(", "),
    );
    expect(cpuMs).toBeLessThan(MAX_CPU_MS);
    expect(openedMs).toBeLessThan(PROMISED_MS * BUSY);
    expect(filteredMs).toBeLessThan(PROMISED_MS * BUSY);
    expect(againMs).toBeLessThan(PROMISED_MS * BUSY);

    await page.evaluate(() => {
      location.hash = "f4321";
    });
    const failure = page.locator("details.failure[id=f4321] .failure-body");
    await expect.poll(() => failure.isVisible()).toBe(true);
    expect(await failure.innerText()).toContain("3,");
    expect(await page.locator("#rules > .notice").first().innerText()).toContain(
      "whole in report.json",
    );
    expect(complaints).toEqual([]);
  });
});
