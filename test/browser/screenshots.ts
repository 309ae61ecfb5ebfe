import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { startChromium } from "./chromium.ts";
import { realReport } from "./real-report.ts";

/** Writes the pictures of the documentation: a real report of three servers, two of which are broken. */
const IMAGES = join(import.meta.dirname, "..", "..", "docs", "images");

const TARGETS = {
  reference: { description: "The built-in reference server", embedded: true },
  acme: {
    description: "ACME gateway, staging",
    embedded: {
      dialect: "classic",
      faults: [
        "delete-upload-checks-ticket-before-guid",
        "clamp-minimum-off-by-one",
        "chunk-skips-crc",
      ],
    },
  },
  globex: {
    description: "Globex 8.7, the candidate for the release",
    embedded: { dialect: "current", faults: ["logout-keeps-ticket"] },
  },
};

interface Shot {
  readonly name: string;
  readonly hash: string;
  readonly theme: "light" | "dark";
  readonly height: number;
  readonly prepare?: (page: Page) => Promise<void>;
}

const SHOTS: readonly Shot[] = [
  { name: "report-summary", hash: "", theme: "light", height: 860 },
  {
    name: "report-failure",
    hash: "#inforouter.create-upload-handler.size-below-minimum",
    theme: "light",
    height: 980,
  },
  { name: "report-comparison", hash: "#comparison", theme: "dark", height: 760 },
  { name: "report-statements", hash: "#statements", theme: "light", height: 760 },
  {
    name: "report-rules",
    hash: "#rules",
    theme: "dark",
    height: 760,
    prepare: async (page) => {
      await page.check("input[name=verdict][value=violated]");
    },
  },
  { name: "report-coverage", hash: "#coverage", theme: "light", height: 900 },
  { name: "report-behaviour", hash: "#behaviour", theme: "light", height: 760 },
];

const { html, report } = await realReport(TARGETS, ["--runs", "10"]);
if (!report.run.complete)
  throw new Error("the run did not complete: the pictures stay as they are");
const file = join(tmpdir(), `assay-screenshots-${process.pid}.html`);
await writeFile(file, html);
await mkdir(IMAGES, { recursive: true });
const browser = await startChromium();
try {
  for (const { name, hash, theme, height, prepare } of SHOTS) {
    const viewport = { width: 1200, height };
    const page = await browser.newPage({ viewport, colorScheme: theme });
    await page.goto(`${pathToFileURL(file).href}${hash}`);
    await prepare?.(page);
    await page.waitForTimeout(500);
    const path = join(IMAGES, `${name}.png`);
    const { length } = await page.screenshot({ path });
    process.stdout.write(`${path} ${Math.round(length / 1024)} KB\n`);
    await page.close();
  }
} finally {
  await browser.close();
  await rm(file);
}
