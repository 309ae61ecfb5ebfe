const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Ctrl-C and SIGTERM as an AbortSignal; a second one ends the process as usual. */
export function onInterrupt(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = (): void => {
    release();
    process.stderr.write("\ninterrupted: finishing what is under way and writing the report\n");
    controller.abort();
  };
  const release = (): void => {
    for (const name of SIGNALS) process.removeListener(name, stop);
  };
  for (const name of SIGNALS) process.on(name, stop);
  return { signal: controller.signal, release };
}
