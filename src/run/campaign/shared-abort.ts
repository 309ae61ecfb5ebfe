import { setMaxListeners } from "node:events";

/** How often a worker looks: soon for a person who waits, rarely for a processor that works. */
const LOOK_EVERY_MS = 25;

/** A flag in shared memory that is raised when the signal is aborted: a signal itself cannot travel. */
export function shareAbort(signal: AbortSignal): SharedArrayBuffer {
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const raise = (): void => void Atomics.store(flag, 0, 1);
  if (signal.aborted) raise();
  else signal.addEventListener("abort", raise, { once: true });
  return flag.buffer as SharedArrayBuffer;
}

/** The signal in another thread: aborted soon after the flag was raised. */
export function sharedAbortSignal(buffer: SharedArrayBuffer): AbortSignal {
  const flag = new Int32Array(buffer);
  const controller = new AbortController();
  // Every case that waits for something hears it: many are no leak.
  setMaxListeners(0, controller.signal);
  const look = (): void => {
    if (Atomics.load(flag, 0) === 0) return;
    clearInterval(timer);
    controller.abort();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  look();
  return controller.signal;
}
