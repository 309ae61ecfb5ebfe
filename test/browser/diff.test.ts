import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diffHtml } from "../../reporters/diff/diff-html.ts";
import { CHANGE_KINDS } from "../../src/model/diff.ts";
import { everyKind } from "../diff/every-kind.ts";
import { HOSTILE } from "../reporters/fixtures/hostile.ts";
import { startChromium } from "./chromium.ts";
import { watchedPage } from "./watched-page.ts";

type Axe = typeof axe;

const NOTHING = { complaints: [], requests: [], executed: [] };

let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser?.close());

describe("the page of a comparison", () => {
  it("opens from disk, asks for nothing, and leads to every kind of change", async () => {
    const { page, ...watched } = await watchedPage(browser, diffHtml(everyKind("plain")));
    for (const kind of CHANGE_KINDS) {
      await page.locator(`nav a[href='#${kind}']`).click();
      expect(await page.locator(`section#${kind}`).isVisible()).toBe(true);
      expect(await page.locator(`section#${kind} tbody tr`).count()).toBeGreaterThan(0);
    }
    expect(watched).toMatchObject(NOTHING);
  });

  it("only ever shows what a server said", async () => {
    const evil = `"><img src=x onerror=alert(1)></td></table></script><script>alert(1)</script> ${HOSTILE}`;
    const { page, ...watched } = await watchedPage(browser, diffHtml(everyKind(evil)));
    expect(watched).toMatchObject(NOTHING);
    expect(await page.locator("img, [onerror], main script").count()).toBe(0);
    expect(await page.locator("main").textContent()).toContain("<script>alert(1)</script>");
  });

  it.each(["light", "dark"] as const)("has nothing that axe finds, %s", async (colorScheme) => {
    const options = { colorScheme, bypassCSP: true };
    const { page } = await watchedPage(browser, diffHtml(everyKind("plain")), options);
    await page.addScriptTag({ content: axe.source });
    const { violations } = await page.evaluate(() =>
      (window as unknown as { axe: Axe }).axe.run(document),
    );
    expect(violations.map(({ id, nodes }) => ({ id, html: nodes[0]?.html }))).toEqual([]);
  });
});
