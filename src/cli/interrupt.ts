import { EXIT } from "../judge/exit-code.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Ctrl-C and SIGTERM as an AbortSignal; a second one ends the process at once. The listener stays
 * until `release`: libraries end the process themselves when they find no listener but their own.
 */
export function onInterrupt(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    process.stderr.write("\ninterrupted: finishing what is under way and writing the report\n");
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
