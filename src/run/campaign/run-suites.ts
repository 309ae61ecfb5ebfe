import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Reporter, TestCase } from "vitest/node";
import { startVitest } from "vitest/node";
import { packageRoot } from "../../config/files/package-root.ts";
import type { Campaign } from "./campaign.ts";
import type { EngineEvents, EngineResult } from "./engine.ts";
import { shareAbort } from "./shared-abort.ts";

/**
 * The engine of the command: runs the suites through Vitest with the campaign provided to them. Ends early, with what was judged
 * until then, when the signal is aborted.
 */
export async function runSuites(
  campaign: Campaign,
  events: EngineEvents,
  options: { readonly signal: AbortSignal; readonly allureDir?: string },
): Promise<EngineResult> {
  const errors: string[] = [];
  const collect: Reporter = {
    onTestCaseResult(test: TestCase) {
      const { verdict, stats } = test.meta();
      if (verdict) events.onVerdict(verdict);
      if (stats) events.onStats(stats);
      const result = test.result();
      // A violation fails its test; a test that failed without a verdict is a bug of ours.
      if (result.state === "failed" && !verdict && !stats) {
        errors.push(...result.errors.map((error) => `${test.fullName}: ${error.message}`));
      }
    },
    onTestModuleEnd(module) {
      errors.push(...module.errors().map(({ message }) => message));
      for (const suite of module.children.allSuites()) {
        errors.push(...suite.errors().map(({ message }) => `${suite.fullName}: ${message}`));
      }
    },
    onTestRunEnd(_, unhandled) {
      errors.push(...unhandled.map(({ message }) => message));
    },
  };
  const allure = allureParts(options.allureDir);
  const signals = keepSignalsToOurselves();
  const suites = join(packageRoot(), "dist", "suites");
  const concurrency = Math.max(1, ...campaign.targets.map(({ limits }) => limits.concurrency));
  const vitest = await startVitest("test", [], {
    root: suites,
    config: false,
    watch: false,
    include: ["services.suite.js"],
    exclude: [],
    // Compiled code needs no transforming: the worker imports it as it is.
    server: { deps: { external: [/\/dist\//] } },
    // One thread for all suites: they share nothing that could change, and load once.
    pool: "threads",
    isolate: false,
    fileParallelism: false,
    // Those that wait for one another because they are slow take no place of others.
    maxConcurrency: concurrency + campaign.units.filter(({ isSlow }) => isSlow).length,
    // Every request has a deadline of its own; a rule has as many as it needs.
    testTimeout: 0,
    hookTimeout: 0,
    silent: true,
    passWithNoTests: true,
    reporters: [collect, ...allure.reporters],
    setupFiles: allure.setupFiles,
    // Vitest's own cancelling is lost while a worker starts, and drops the verdicts under way.
    provide: {
      campaign: {
        ...campaign,
        allure: options.allureDir !== undefined,
        stop: shareAbort(options.signal),
      },
    },
  });
  signals.release();
  await vitest.close();
  return { errors, complete: !options.signal.aborted };
}

/** allure-vitest: a reporter that writes its results, and a set-up file for the worker. */
function allureParts(resultsDir: string | undefined): {
  readonly reporters: [string, Record<string, unknown>][];
  readonly setupFiles: string[];
} {
  if (resultsDir === undefined) return { reporters: [], setupFiles: [] };
  return {
    reporters: [["allure-vitest/reporter", { resultsDir }]],
    setupFiles: [fileURLToPath(import.meta.resolve("allure-vitest/setup"))],
  };
}

/**
 * Vitest ends the process a millisecond after SIGINT or SIGTERM, before any report is written. Whoever
 * started the run has listeners of his own, and aborts it: those that come up meanwhile are taken off.
 */
function keepSignalsToOurselves(): { release(): void } {
  const takeOff = (event: string | symbol, listener: (...args: unknown[]) => void): void => {
    if (event !== "SIGINT" && event !== "SIGTERM") return;
    queueMicrotask(() => process.removeListener(event, listener));
  };
  process.on("newListener", takeOff);
  return { release: () => void process.removeListener("newListener", takeOff) };
}
