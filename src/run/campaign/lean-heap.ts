import { setFlagsFromString } from "node:v8";

/**
 * A run makes much garbage and keeps little: payloads, answers, cases. With V8's own policy the heap may grow
 * fourfold between collections; by 30 % it takes a little longer, and far less memory (docs/performance.md). The young generation,
 * 16 MiB a half, gets by with a few: that of a thread as it is made, that of this one by never growing.
 */
export function keepHeapLean(): void {
  setFlagsFromString("--heap-growing-percent=30");
  setFlagsFromString("--min-semi-space-size=4");
  setFlagsFromString("--max-semi-space-size=4");
  // undici reads answers by WebAssembly. To optimise it takes some 30 MiB of the main thread, which the allocator keeps, and
  // longer than is saved by it.
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
  keepYoungSmall();
}

/** Again after a thread was made: that sets the factor back to one by which it grows. */
export function keepYoungSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
