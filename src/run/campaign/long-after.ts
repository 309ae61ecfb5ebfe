import { setTimeout as sleep } from "node:timers/promises";

/**
 * Comes some time after a signal was aborted: what hangs must not keep an interrupted command waiting.
 *
 * @param over ends the wait, when what was waited for is done
 */
export async function longAfter(signal: AbortSignal, ms: number, over: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true, signal: over });
  });
  await sleep(ms, undefined, { signal: over }).catch(() => undefined);
}
