#!/usr/bin/env node
import { EXIT } from "../judge/report/exit-code.ts";
import { formatProblem, TargetError, UsageError } from "../model/errors.ts";
import { systemRefusal } from "../model/system-refusal.ts";
import { keepHeapLean } from "../run/campaign/lean-heap.ts";
import { program } from "./program.ts";
import { outliveStreams, say, unprinted } from "./terminal.ts";

/** The command: the only place that ends the process. */
async function main(): Promise<void> {
  try {
    await (await program(process.argv[2])).parseAsync(process.argv);
  } catch (error) {
    process.exitCode = report(error);
  }
}

/**
 * Says what is wrong, and whose doing it is: the user's (2), that of a server or of this machine, which keeps
 * the work from being done (3), or ours (4). Never 1: that is what a server that violates a rule ends with.
 */
function report(error: unknown): number {
  if (error instanceof UsageError) {
    say(`${error.problems.map((one) => `error: ${formatProblem(one)}`).join("\n")}\n`);
    return EXIT.usage;
  }
  // commander has said what is wrong; --help and --version are no errors.
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.conforms : EXIT.usage;
  if (error instanceof TargetError) {
    say(`error: ${error.message}\n`);
    return EXIT.incomplete;
  }
  const refusal = systemRefusal(error);
  if (refusal !== undefined) {
    say(`error: this machine refused: ${refusal}\n`);
    return EXIT.incomplete;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say(`internal error, please report it:\n${stack}\n`);
  return EXIT.internal;
}

function isCommanderError(error: unknown): error is { readonly exitCode: number } {
  return error instanceof Error && "code" in error && String(error.code).startsWith("commander.");
}

/** Node's own code for what nobody caught is 1, which means that a rule is violated. */
function endBy(error: unknown): never {
  process.exit(report(error));
}

/** Who reads the output got less than all of it: that is not the good end which 0 would be. */
function tellUnprinted(): void {
  const error = unprinted();
  if (!error) return;
  say(`error: not everything could be printed: ${error.message}\n`);
  if (!process.exitCode) process.exitCode = EXIT.incomplete;
}

outliveStreams();
process.on("uncaughtException", endBy);
process.on("unhandledRejection", endBy);
process.on("exit", tellUnprinted);
keepHeapLean();
await main();
