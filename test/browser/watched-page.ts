import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";

/** A page that is open, and what it did that it must not. */
export interface WatchedPage {
  readonly page: Page;
  readonly url: string;
  /** Errors and warnings of the console, exceptions, violations of the page's policy. */
  readonly complaints: string[];
  /** Requests for anything but the file itself. */
  readonly requests: string[];
  /** Dialogs and windows that a script opened. */
  readonly executed: string[];
}

/** Opens an HTML text from a file, as a user with a double click; ends with the test. */
export async function watchedPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<WatchedPage> {
  const folder = await mkdtemp(join(tmpdir(), "assay-browser-"));
  const file = join(folder, "report.html");
  await writeFile(file, html);
  const url = pathToFileURL(file).href;
  const { hash = "", ...rest } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...rest });
  onTestFinished(async () => {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  });
  const complaints: string[] = [];
  const requests: string[] = [];
  const executed: string[] = [];
  context.on("page", (opened) => void executed.push(`a window: ${opened.url()}`));
  const page = await context.newPage();
  executed.length = 0;
  page.on("console", (message) => {
    if (message.type() !== "info" && message.type() !== "log") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    executed.push(`a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) requests.push(request.url());
  });
  await page.goto(`${url}${hash}`);
  return { page, url, complaints, requests, executed };
}
