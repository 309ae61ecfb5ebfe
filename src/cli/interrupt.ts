import { EXIT } from "../judge/report/exit-code.ts";
import { say } from "./terminal.ts";

/** Ctrl-C, a polite end, and the terminal that was closed. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Ctrl-C and SIGTERM as an AbortSignal; a second one ends the process at once. The listener stays
 * until `release`: libraries end the process themselves when they find no listener but their own.
 */
export function onInterrupt(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    say(
      "\ninterrupted: finishing what is under way and writing the report; press Ctrl-C again to stop at once\n",
    );
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, stop);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of SIGNALS) process.removeListener(name, stop);
    },
  };
}

/**
 * For commands without a report: a signal ends the process at once, but not before what it started is
 * stopped and what it created is told.
 */
export function exitOnInterrupt(): void {
  for (const name of SIGNALS) process.once(name, () => process.exit(EXIT.interrupted));
}
