import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { print } from "../../src/cli/terminal.ts";
import { tableOf, type VitestResults } from "./table.ts";

/** All of them at once are slower than the sample; each holds its own time where time is the question. */
const PATIENCE = "--testTimeout=900000";
/** Fewer attempts than this, and something was left out. */
const LEAST = 500;

/**
 * `npm run hostile`: every attempt of test/hostile, and a table of how many of each class held, from the
 * test runner's own numbers. Ends with 1 where one did not hold, or fewer were made than there should be.
 */
async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "assay-hostile-"));
  try {
    const file = join(folder, "results.json");
    const vitest = join(import.meta.dirname, "..", "..", "node_modules", "vitest", "vitest.mjs");
    const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
    const child = spawn(
      process.execPath,
      [
        vitest,
        "run",
        "--project",
        "tool",
        "test/hostile",
        PATIENCE,
        ...reporters,
        ...process.argv.slice(2),
      ],
      { stdio: "inherit", env: { ...process.env, ASSAY_SAMPLE: "all" } },
    );
    await once(child, "close");
    const results = JSON.parse(await readFile(file, "utf8")) as VitestResults;
    const { text, tried, held } = tableOf(results);
    print(text);
    if (tried < LEAST) print(`only ${tried} attempts, of at least ${LEAST}\n`);
    return held === tried && tried >= LEAST && results.success ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
