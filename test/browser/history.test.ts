import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { historyOf } from "../../src/history/history-of.ts";
import { keepRun } from "../../src/history/keep-run.ts";
import type { KeptRun } from "../../src/history/kept-run.ts";
import { historyPage } from "../../src/history/page/history-page.ts";
import type { Report } from "../../src/model/report.ts";
import { everyHistory } from "../history/every-history.ts";
import { GUID_FIRST, instantOf, RUNS, TWICE, targetsOf } from "../history/twenty-days.ts";
import { HOSTILE } from "../reporters/fixtures/hostile.ts";
import { startChromium } from "./chromium.ts";
import { realReport } from "./real-report.ts";
import { watchedPage } from "./watched-page.ts";

type Axe = typeof axe;

const NOTHING = { complaints: [], requests: [], executed: [] };
const SECTIONS = ["overview", "trend", "broken", "targets", "timings", "runs"];

let browser: Browser;
let twenty: string;

beforeAll(async () => {
  browser = await startChromium();
  twenty = historyPage(historyOf(await twentyRuns()), { signatures: [], version: "1.0.0" });
});

/** Days with the same servers have the report of one run, with dates of their own. */
async function twentyRuns(): Promise<readonly KeptRun[]> {
  const made = new Map<string, Report>();
  const rows: KeptRun[] = [];
  for (let run = 0; run < RUNS; run++) {
    const targets = targetsOf(run);
    const key = JSON.stringify(targets);
    const rules = ["--rule", `${TWICE},${GUID_FIRST}`, "--binding", "post", "--runs", "2"];
    const report = made.get(key) ?? (await realReport(targets, rules)).report;
    made.set(key, report);
    rows.push(keepRun({ ...report, run: { ...report.run, startedAt: instantOf(run) } }));
  }
  return rows;
}

afterAll(() => browser?.close());

describe("the page of a history", () => {
  it.each([true, false])(
    "opens from disk and asks for nothing, with script: %s",
    async (script) => {
      const options = { javaScriptEnabled: script };
      const { page, ...watched } = await watchedPage(browser, twenty, options);
      for (const id of SECTIONS) {
        await page.locator(`nav a[href='#${id}']`).click();
        expect(await page.locator(`section#${id}`).isVisible()).toBe(true);
      }
      const row = page.locator("section#broken tr", { hasText: GUID_FIRST });
      expect(await row.textContent()).toContain("2026-09-11 09:30");
      expect(await row.locator("svg rect").first().isVisible()).toBe(true);
      expect(watched).toMatchObject(NOTHING);
    },
  );

  it("only ever shows what a report said", async () => {
    const evil = `"><img src=x onerror=alert(1)></td></table></script><script>alert(1)</script> ${HOSTILE}`;
    const hostile = historyPage(everyHistory(evil), { signatures: [], version: "1.0.0" });
    const { page, ...watched } = await watchedPage(browser, hostile);
    expect(watched).toMatchObject(NOTHING);
    expect(await page.locator("img, [onerror], main script").count()).toBe(0);
  });

  it("does not scroll sideways as a whole in a narrow window", async () => {
    const options = { viewport: { width: 400, height: 800 } };
    const { page } = await watchedPage(browser, twenty, options);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBeLessThanOrEqual(0);
  });

  describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
    it.each([
      ["twenty runs", () => twenty],
      [
        "everything that can be",
        () => historyPage(everyHistory("plain"), { signatures: [], version: "1.0.0" }),
      ],
    ])("has nothing that axe finds, of %s", async (_, html) => {
      const { page } = await watchedPage(browser, html(), { colorScheme, bypassCSP: true });
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      await page.addScriptTag({ content: axe.source });
      const { violations } = await page.evaluate(() =>
        (window as unknown as { axe: Axe }).axe.run(document),
      );
      expect(violations.map(({ id, nodes }) => ({ id, html: nodes[0]?.html }))).toEqual([]);
    });
  });
});
