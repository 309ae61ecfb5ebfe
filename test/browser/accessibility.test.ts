import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "../../reporters/html/render-html.ts";
import { SAMPLES } from "../reporters/fixtures/all.ts";
import { startChromium } from "./chromium.ts";
import { everythingReport } from "./everything-report.ts";
import { watchedPage } from "./watched-page.ts";

type Axe = typeof axe;

const REPORTS = Object.entries({ ...SAMPLES, everything: everythingReport });

let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser?.close());

describe.each(["light", "dark"] as const)(
  "in the %s theme axe finds nothing against WCAG 2.2 AA",
  (colorScheme) => {
    it.each(REPORTS)("in the report %s, with everything opened", async (_name, report) => {
      // The page's policy allows no script but its own: only here it is lifted, for axe itself.
      const { page } = await watchedPage(browser, renderHtml(report), {
        colorScheme,
        bypassCSP: true,
      });
      await page.evaluate(() => {
        document.querySelector<HTMLElement>("[data-open-failures]")?.click();
        dispatchEvent(new Event("beforeprint"));
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      await page.addScriptTag({ content: axe.source });
      const result = await page.evaluate(
        (tags) =>
          (window as unknown as { axe: Axe }).axe.run(document, {
            runOnly: { type: "tag", values: tags },
          }),
        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      );
      const found = result.violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes
          .slice(0, 3)
          .map(({ html, failureSummary }) => `${html} ${failureSummary ?? ""}`),
      }));
      expect(found).toEqual([]);
    });
  },
);
