import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Reporter, TestCase } from "vitest/node";
import { startVitest } from "vitest/node";
import { packageRoot } from "../../config/files/package-root.ts";
import { systemRefusal } from "../../model/system-refusal.ts";
import type { Campaign } from "./campaign.ts";
import type { EngineEvents, EngineResult } from "./engine.ts";
import { keepYoungSmall } from "./lean-heap.ts";
import { longAfter } from "./long-after.ts";
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
  const refused: string[] = [];
  /** An error without a verdict: a bug of ours, or what this machine has not enough of. */
  const note = (error: { readonly message: string }, where = ""): void => {
    const refusal = systemRefusal(error);
    if (refusal === undefined) errors.push(`${where}${error.message}`);
    else refused.push(refusal);
  };
  const collect: Reporter = {
    onTestModuleQueued: keepYoungSmall,
    onTestModuleCollected: keepYoungSmall,
    onTestCaseResult(test: TestCase) {
      const { verdict, stats } = test.meta();
      if (verdict) events.onVerdict(verdict);
      if (stats) events.onStats(stats);
      const result = test.result();
      // A violation fails its test; a test that failed without a verdict is a bug of ours.
      if (result.state === "failed" && !verdict && !stats) {
        for (const error of result.errors) note(error, `${test.fullName}: `);
      }
    },
    onTestModuleEnd(module) {
      for (const error of module.errors()) note(error);
      for (const suite of module.children.allSuites()) {
        for (const error of suite.errors()) note(error, `${suite.fullName}: `);
      }
    },
    onTestRunEnd(_, unhandled) {
      for (const error of unhandled) note(error);
    },
  };
  const allure = allureParts(options.allureDir);
  const signals = keepSignalsToOurselves();
  const suites = join(packageRoot(), "dist", "suites");
  const concurrency = Math.max(1, ...campaign.targets.map(({ limits }) => limits.concurrency));
  const started = startVitest("test", [], {
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
  const worker = watchWorker();
  const over = new AbortController();
  try {
    // A worker that computes hears nothing: the report of an interrupted run is not kept waiting for it.
    await Promise.race([
      started.then((vitest) => vitest.close()),
      worker.lost,
      longAfter(options.signal, WORKER_MS, over.signal),
    ]);
  } catch (error) {
    // What was judged until then is judged.
    // Vitest may still end, and sets the exit code of the process when it does: ours comes later.
    await Promise.race([
      started.then((vitest) => vitest?.close()).catch(() => undefined),
      sleep(SETTLING_MS),
    ]);
    note(error === GONE ? GONE : error instanceof Error ? error : new Error(String(error)));
  } finally {
    over.abort();
    signals.release();
    worker.release();
  }
  const isWhole = errors.length === 0 && refused.length === 0;
  return { errors, refused: [...new Set(refused)], complete: isWhole && !options.signal.aborted };
}

/** So long an interrupted worker may take to end, in milliseconds. */
const WORKER_MS = 3000;

/**
 * A worker whose heap is full is gone without a word, and Vitest throws that where nobody can catch it:
 * instead of the process it ends the wait for the suites.
 */
function watchWorker(): { readonly lost: Promise<never>; release(): void } {
  const before = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  let listener: (error: Error) => void = () => undefined;
  const lost = new Promise<never>((_, reject) => {
    listener = (error) => reject(isGone(error) ? GONE : error);
  });
  process.on("uncaughtException", listener);
  return {
    lost,
    release: () => {
      process.removeListener("uncaughtException", listener);
      for (const one of before) process.on("uncaughtException", one);
    },
  };
}

function isGone({ message }: Error): boolean {
  return message === "Worker exited unexpectedly";
}

const SETTLING_MS = 3_000;
const GONE = {
  code: "ERR_WORKER_OUT_OF_MEMORY",
  message: "the thread that judges ended before its time, as one does that has no memory left",
};

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
