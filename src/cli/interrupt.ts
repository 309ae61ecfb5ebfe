import { EXIT } from "../judge/report/exit-code.ts";
import { say } from "./terminal.ts";

/** What was printed may still be on its way to a pipe. */
const LAST_WORDS_MS = 500;

/** Ctrl-C, a polite end, and the terminal that was closed. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Call it when all is written. Where a signal came it ends the process: a thread may still compute. */
  release(): void;
}

/**
 * Ctrl-C and SIGTERM as an AbortSignal; a second one ends the process at once. The listener stays
 * until `release`: libraries end the process themselves when they find no listener but their own.
 */
export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  const forget = whenSignalled(() => {
    say(
      "\ninterrupted: finishing what is under way and writing the report; press Ctrl-C again to stop at once\n",
    );
    controller.abort();
  });
  return {
    signal: controller.signal,
    release: () => {
      forget();
      if (!controller.signal.aborted) return;
      setTimeout(() => process.exit(), LAST_WORDS_MS).unref();
    },
  };
}

/** Resolves with the first signal; a second one ends the process at once. */
export async function firstSignal(): Promise<void> {
  await new Promise<void>((resolve) => void whenSignalled(resolve));
}

/**
 * Calls back with the first signal; a second one ends the process at once.
 *
 * @returns forgets it: signals do again what the system has them do
 */
export function whenSignalled(first: () => void): () => void {
  let isFirst = true;
  const stop = (): void => {
    if (!isFirst) process.exit(EXIT.interrupted);
    isFirst = false;
    first();
  };
  for (const name of SIGNALS) process.on(name, stop);
  return () => {
    for (const name of SIGNALS) process.removeListener(name, stop);
  };
}

/**
 * For commands without a report: a signal ends the process at once, but not before what it started is
 * stopped and what it created is told.
 */
export function exitOnInterrupt(): void {
  for (const name of SIGNALS) process.once(name, () => process.exit(EXIT.interrupted));
}
