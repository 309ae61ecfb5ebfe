import { join } from "node:path";
import { type Command, Option } from "commander";
import { packageRoot } from "../config/files/package-root.ts";
import { UsageError } from "../model/errors.ts";
import type { Engine } from "../run/campaign/engine.ts";
import type { Adapters } from "../run/target/open-target.ts";
import { wholeNumber } from "./number-option.ts";
import type { RunOptions } from "./run-options.ts";
import { say } from "./terminal.ts";

/** Each takes the memory of a process. */
const MOST_WORKERS = 64;

export interface WorkersOption {
  readonly workers?: number;
}

/** Adds `--workers`. */
export function addWorkersOption(command: Command): Command {
  return command.addOption(
    new Option(
      "--workers <n>",
      "judge in this many processes, for machines with more cores; they share the limits of a target (default: 1)",
    ).argParser(wholeNumber(1, MOST_WORKERS)),
  );
}

/**
 * Refuses what workers cannot do, before anything is sent.
 *
 * @throws UsageError (`workers-allure`)
 */
export function checkWorkers({
  workers = 1,
  format,
}: WorkersOption & Pick<RunOptions, "format">): void {
  if (workers === 1 || !format.includes("allure")) return;
  const message = "the results for Allure are written by the suites of one process";
  const hint = "leave out --workers, or render them later: assay report REPORT --format allure";
  throw new UsageError("workers-allure", [{ message, hint }]);
}

/**
 * The engine of a run: in workers where there are to be some.
 *
 * @param single judges in one
 */
export async function engineOf(
  { workers = 1 }: WorkersOption,
  adapters: Adapters,
  single: Engine,
): Promise<Engine> {
  if (workers === 1) return single;
  const { runWorkers } = await import("../run/workers/run-workers.ts");
  return runWorkers({
    workers,
    adapters,
    single,
    program: join(packageRoot(), "dist", "src", "cli", "main.js"),
    onNote: (note) => say(`note: ${note}\n`),
  });
}
