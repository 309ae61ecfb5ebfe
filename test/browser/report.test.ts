import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXPORT_FORMATS } from "../../src/export/formats.ts";
import { startChromium } from "./chromium.ts";
import { type RealReport, realReport } from "./real-report.ts";
import { watchedPage } from "./watched-page.ts";

const RULE = "inforouter.delete-upload-handler.guid-before-auth";

let browser: Browser;
let real: RealReport;

beforeAll(async () => {
  browser = await startChromium();
  real = await realReport(
    {
      reference: { embedded: true },
      broken: { embedded: { faults: ["delete-upload-checks-ticket-before-guid"] } },
      // A fault of which nothing is waited for.
      other: { embedded: { dialect: "lenient", faults: ["delete-upload-ignores-owner"] } },
    },
    ["--operation", "DeleteUploadHandler", "--runs", "5"],
  );
});

afterAll(() => browser?.close());

/** Ids of the failures of a target, in the order of the report. */
function failuresOf(name: string): readonly string[] {
  const target = real.report.targets.find((each) => each.name === name);
  return target?.rules.flatMap(({ failures }) => failures.map(({ id }) => id)) ?? [];
}

describe("a report of several targets, opened from disk", () => {
  it("complains about nothing and asks the network for nothing, also when everything is opened", async () => {
    const { page, complaints, requests } = await watchedPage(browser, real.html);
    await page.click("[data-open-failures]");
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    await page.waitForTimeout(200);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("says on the first screen which target conforms and which does not, and why", async () => {
    const { page } = await watchedPage(browser, real.html);
    const cards = await page.locator(".card").allInnerTexts();
    expect(cards[0]).toMatch(/reference[\s\S]*conforms[\s\S]*MUST/);
    expect(cards[1]).toMatch(/broken[\s\S]*violates[\s\S]*1 MUST rule violated/);
    const failed = page.locator(".finding-list").first();
    expect(await failed.innerText()).toContain(
      "A handler that is no GUID is refused as bad Request",
    );
    const box = await failed.locator("li").first().boundingBox();
    expect(box?.y).toBeLessThan(900);
  });

  it("finds rules by words of their title, id, statement and evidence", async () => {
    const { page } = await watchedPage(browser, real.html);
    const shown = () =>
      page.locator("details.rule:visible").evaluateAll((all) => all.map(({ id }) => id));
    for (const words of [
      "guid-before-auth",
      "DUH-08 refused as bad",
      "Session expired or Invalid",
    ]) {
      await page.fill("#search", words);
      await expect.poll(shown).toContain(RULE);
      expect((await shown()).length).toBeLessThan(real.report.targets[0]?.rules.length ?? 0);
    }
    await page.fill("#search", "no rule says this");
    await expect.poll(shown).toEqual([]);
    expect(await page.locator("#no-rules").isVisible()).toBe(true);
    await page.click("[data-clear]");
    expect(await shown()).toHaveLength(real.report.targets[0]?.rules.length ?? 0);
  });

  it("filters by verdict, target and level, and says how many rules are left", async () => {
    const { page } = await watchedPage(browser, real.html);
    const failing = new Set(
      real.report.targets.flatMap(({ rules }) =>
        rules
          .filter(({ verdict, level }) => verdict === "fail" && level === "MUST")
          .map(({ id }) => id),
      ),
    );
    await page.check("input[name=verdict][value=violated]");
    expect(await page.locator("details.rule:visible").count()).toBe(failing.size);
    await page.selectOption("select[name=target]", { label: "broken" });
    expect(
      await page.locator("details.rule:visible").evaluateAll((all) => all.map(({ id }) => id)),
    ).toEqual([RULE]);
    expect(await page.locator("#matches").innerText()).toMatch(/^1 of \d+ rules$/);
    await page.selectOption("select[name=level]", "MAY");
    expect(await page.locator("details.rule:visible").count()).toBe(0);
  });

  it("opens and shows the rule that a link names, with its failure", async () => {
    const { page } = await watchedPage(browser, real.html, { hash: `#${RULE}` });
    const failure = page.locator(`details.rule[id="${RULE}"] .failure`).first();
    await expect.poll(() => failure.isVisible()).toBe(true);
    expect(await failure.locator(".side-expected").innerText()).toContain('error "bad Request"');
    expect(await failure.locator(".side-actual mark").allInnerTexts()).toEqual([
      "[901] Session expired or Invalid ticket",
    ]);
    expect(await failure.locator(".exchange pre mark").innerText()).toContain("[901]");
    expect(await failure.locator(".exchange pre .x-tag").first().innerText()).not.toBe("");
  });

  it("opens and shows the failure that a link names, also when it is not the first, and after a filter", async () => {
    const ids = failuresOf("broken");
    const last = ids.at(-1) ?? "";
    expect(ids.length).toBeGreaterThan(1);
    const { page } = await watchedPage(browser, real.html);
    await page.fill("#search", "no rule says this");
    await expect.poll(() => page.locator("details.rule:visible").count()).toBe(0);
    await page.evaluate((id) => {
      location.hash = id;
    }, last);
    const failure = page.locator(`details.failure[id="${last}"]`);
    await expect.poll(() => failure.locator(".failure-body").isVisible()).toBe(true);
    const top = async () => (await failure.boundingBox())?.y ?? Number.NaN;
    await expect.poll(top).toBeGreaterThanOrEqual(0);
    await expect.poll(top).toBeLessThan(450);
  });

  it("copies the curl line as report.json has it", async () => {
    const { page } = await watchedPage(browser, real.html, {
      hash: `#${RULE}`,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const [id] = failuresOf("broken");
    const failure = page.locator(`details.failure[id="${id}"]`);
    await failure.locator(".copy").first().click();
    await expect.poll(() => page.locator("#said").textContent()).toBe("The curl line is copied.");
    const rules = real.report.targets.flatMap((target) => target.rules);
    const curl = rules.flatMap(({ failures }) => failures).find((each) => each.id === id)?.curl;
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(curl?.trimEnd());
  });

  it("switches the theme with a key, and keeps it when it is opened again", async () => {
    const { page, url } = await watchedPage(browser, real.html, { colorScheme: "light" });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.focus("#theme-auto");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.goto(url);
    await page.reload();
    expect(await ground()).toBe(dark);
  });

  it("is worked with keys alone: / searches, Enter opens a rule", async () => {
    const { page } = await watchedPage(browser, real.html);
    await page.keyboard.press("/");
    await page.keyboard.type("guid-before-auth");
    await expect.poll(() => page.locator("details.rule:visible").count()).toBe(1);
    await page.locator("details.rule:visible > summary").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".failure-body").first().isVisible()).toBe(true);
  });

  it("prints with every failure opened, in light colours, without the tools", async () => {
    const { page, complaints } = await watchedPage(browser, real.html, { colorScheme: "dark" });
    const pdf = await page.pdf();
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const failing = page.locator("details.rule[data-failures]");
    expect(await failing.count()).toBeGreaterThan(1);
    for (const rule of await failing.all()) {
      expect(await rule.locator(".failure-body").count()).toBe(
        await rule.locator(".failure").count(),
      );
      expect(await rule.locator(".failure-body").last().isVisible()).toBe(true);
    }
    expect(await page.locator(".tools").isVisible()).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(
      "light",
    );
    expect(complaints).toEqual([]);
  });

  it("shows the rules on which the targets differ first, and behaviour side by side", async () => {
    const { page } = await watchedPage(browser, real.html);
    const heads = await page.locator("#comparison thead").first().locator("th").allInnerTexts();
    expect(heads).toEqual(["Rule", "reference", "broken", "other"]);
    const first = page.locator("#comparison table").first().locator("tbody tr");
    const marks = await first.evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll("td")].map((cell) => cell.textContent?.trim() ?? ""),
      ),
    );
    expect(marks.length).toBeGreaterThan(1);
    for (const cells of marks) expect(new Set(cells).size).toBeGreaterThan(1);
    expect(await page.locator("#behaviour tr.differs").count()).toBeGreaterThan(0);
  });

  it("shows the documents' statements in their order, each with its verdict on every target", async () => {
    const { page } = await watchedPage(browser, real.html);
    const shown = await page
      .locator("#statements .statements > li")
      .evaluateAll((all) =>
        all.map((item) => [item.id, item.querySelector(".verdicts")?.textContent]),
      );
    const targets = real.report.targets;
    expect(shown.map(([id]) => id)).toEqual(Object.keys(targets[0]?.statements ?? {}));
    expect(Object.fromEntries(shown)["DUH-08"]).toMatch(
      /^\s*reference\s*✓pass\s*broken\s*✕fail\s*other\s*✓pass\s*$/,
    );
  });

  it("has its whole menu, and the width for an address, in a window of 400 pixels", async () => {
    const viewport = { width: 400, height: 800 };
    const { page } = await watchedPage(browser, real.html, { viewport, hash: `#${RULE}` });
    const links = page.locator(".bar nav a");
    expect(await links.count()).toBeGreaterThan(5);
    for (const link of await links.all()) {
      const box = await link.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 400)).toBeLessThanOrEqual(400);
    }
    const address = await page.locator(".exchange-start:visible").first().boundingBox();
    expect(address?.width).toBeGreaterThan(200);
    const command = await page.locator(".shell:visible").first().boundingBox();
    expect(command?.width).toBeGreaterThan(270);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
  });

  it("has the command that writes a failure as a test of each kind", async () => {
    const { page } = await watchedPage(browser, real.html, { hash: `#${RULE}` });
    const failure = page.locator(`details.rule[id="${RULE}"] .failure`).first();
    const [id] = failuresOf("broken");
    const command = failure.getByLabel("export command");
    const choice = failure.getByLabel("Kind of test");
    expect(await choice.locator("option").allInnerTexts()).toEqual(Object.keys(EXPORT_FORMATS));
    for (const name of Object.keys(EXPORT_FORMATS)) {
      await choice.selectOption(name);
      expect(await command.innerText()).toMatch(
        new RegExp(`^npx assay export ${id} --report \\S+report.json --as ${name}$`),
      );
    }
  });

  it("has a named picture of each kind of coverage, and the numbers beside it", async () => {
    const { page } = await watchedPage(browser, real.html);
    const named = (words: RegExp) => page.getByRole("img", { name: words }).first();
    for (const words of [
      /statements judged/,
      /kinds of answers/,
      /transitions between answers/,
      /boundar/,
    ]) {
      expect(await named(words).locator("circle, rect").count()).toBeGreaterThan(0);
    }
    const answers = real.report.targets[0]?.coverage?.answers["DeleteUploadHandler"]?.["accepted"];
    const numbers = page.locator("#coverage .numbers").first();
    await numbers.locator("summary").click();
    expect((await numbers.innerText()).replaceAll(",", "")).toContain(`accepted ${answers}`);
  });

  it("tells how long each operation took over each binding", async () => {
    const timings = real.report.targets[0]?.timings ?? [];
    const names = timings.map(({ operation, binding }) => `${operation} ${binding}`);
    for (const binding of ["get", "post", "soap11"]) {
      expect(names).toContain(`DeleteUploadHandler ${binding}`);
    }
    for (const { requests, medianMs, p95Ms, worstMs } of timings) {
      expect(requests).toBeGreaterThan(0);
      expect(medianMs).toBeLessThanOrEqual(p95Ms);
      expect(p95Ms).toBeLessThanOrEqual(worstMs);
    }
    const { page } = await watchedPage(browser, real.html);
    const rows = page.locator("#timings table").first().locator("tbody tr");
    expect(await rows.count()).toBe(timings.length);
    expect(await rows.first().innerText()).toContain(timings[0]?.operation ?? "");
  });
});
