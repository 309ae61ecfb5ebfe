import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Debian puts it. */
const DEBIAN = "/usr/bin/chromium";

/**
 * Starts a real Chromium: the one that `CHROMIUM` names, or Debian's. Whoever starts it closes it.
 *
 * @throws when there is none: tests that were skipped would look like tests that pass
 */
export async function startChromium(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"] || DEBIAN;
  if (!existsSync(executablePath)) {
    throw new Error(
      `the browser tests need Chromium, and ${executablePath} is not there: ` +
        "install it (apt-get install chromium), or name another one in CHROMIUM",
    );
  }
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: isRoot ? ["--no-sandbox"] : [] });
}
