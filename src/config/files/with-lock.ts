import { mkdirSync, rmSync, statSync } from "node:fs";

const RETRY_MS = 20;
/** What takes milliseconds is not held so long: whoever made the lock is gone. */
const STALE_MS = 5000;

/** Does something while no other process that asks for the same lock does. Throws what the system says. */
export function withLock<T>(path: string, work: () => T): T {
  const lock = `${path}.lock`;
  while (!tryLock(lock)) {
    Atomics.wait(
      new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
      0,
      0,
      RETRY_MS,
    );
  }
  try {
    return work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  if (Date.now() - made > STALE_MS) rmSync(lock, { recursive: true, force: true });
  return false;
}
