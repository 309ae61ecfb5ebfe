import { expect, test } from "vitest";
import { createReadWriteLock } from "../../src/run/target/read-write-lock.ts";

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("what runs alone waits for what is inside, and keeps others out", async () => {
  const gate = createReadWriteLock();
  const log: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    log.push(`${name} begins`);
    await tick();
    await tick();
    log.push(`${name} ends`);
  };
  await Promise.all([gate.shared(work("a")), gate.alone(work("b")), gate.shared(work("c"))]);
  expect(log).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

test("shared work runs side by side, and a failure keeps nobody out", async () => {
  const gate = createReadWriteLock();
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await tick();
    inside--;
  };
  await Promise.all([gate.shared(work), gate.shared(work)]);
  expect(most).toBe(2);
  await expect(gate.alone(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await gate.shared(work);
});
