#!/usr/bin/env node
import { EXIT } from "../judge/report/exit-code.ts";
import { formatProblem, UsageError } from "../model/errors.ts";
import { keepHeapLean } from "./lean-heap.ts";
import { program } from "./program.ts";

/** The command: the only place that ends the process. */
async function main(): Promise<void> {
  try {
    await (await program(process.argv[2])).parseAsync(process.argv);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(
      `${error.problems.map((one) => `error: ${formatProblem(one)}`).join("\n")}\n`,
    );
    return EXIT.usage;
  }
  // commander has said what is wrong; --help and --version are no errors.
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.conforms : EXIT.usage;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`internal error, please report it:\n${stack}\n`);
  return EXIT.internal;
}

function isCommanderError(error: unknown): error is { readonly exitCode: number } {
  return error instanceof Error && "code" in error && String(error.code).startsWith("commander.");
}

// A reader that has seen enough, such as head, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});
keepHeapLean();
await main();
