import { claimFile } from "./claim-file.ts";

const RETRY_MS = 20;
/** What takes milliseconds is not held so long: whoever made the lock is gone, or elsewhere and gone. */
const STALE_MS = 2000;
/** Then the one who has it was stopped, and may go on at any time: it keeps the lock. */
const PATIENCE_MS = 3000;

/**
 * Does something while no other process that asks for the same lock does. Throws what the system says,
 * and an error with the process that has the lock and does not give it back.
 */
export function withLock<T>(path: string, work: () => T): T {
  const lock = `${path}.lock`;
  const end = Date.now() + PATIENCE_MS;
  let claim = claimFile(lock, STALE_MS);
  while ("holder" in claim) {
    if (Date.now() > end) throw new Error(`${lock} is held by process ${claim.holder}`);
    rest();
    claim = claimFile(lock, STALE_MS);
  }
  try {
    return work();
  } finally {
    claim.release();
  }
}

function rest(): void {
  const cell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  Atomics.wait(cell, 0, 0, RETRY_MS);
}
