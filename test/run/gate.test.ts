import { setTimeout as sleep } from "node:timers/promises";
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

test("the first runs at once; those that come soon after it wait for each other while others run", async () => {
  const gate = createReadWriteLock();
  const log: string[] = [];
  const alone = (name: string): Promise<void> =>
    gate.alone(async () => {
      log.push(name);
      await sleep(40);
    });
  let isOver = false;
  let cases = 0;
  const lane = async (): Promise<void> => {
    while (!isOver) {
      await gate.shared(() => sleep(1));
      cases++;
    }
  };
  const lanes = [lane(), lane()];
  await sleep(5);
  await alone("first");
  await sleep(5);
  const before = cases;
  const others = [alone("second"), sleep(10).then(() => alone("third"))];
  await Promise.race(others);
  // Cases went on meanwhile, and both took one wait.
  expect(cases - before).toBeGreaterThan(5);
  const between = cases;
  await Promise.all(others);
  expect(cases).toBe(between);
  expect(log).toEqual(["first", "second", "third"]);
  isOver = true;
  await Promise.all(lanes);
});

test("what would wait for others to have their time begins when there are none", async () => {
  const gate = createReadWriteLock();
  await gate.alone(() => sleep(100));
  const started = performance.now();
  await gate.alone(() => Promise.resolve());
  const last = gate.shared(() => sleep(10));
  await Promise.all([gate.alone(() => Promise.resolve()), last]);
  // Three times the 100 ms it would be, else.
  expect(performance.now() - started).toBeLessThan(280);
});

test("what is alone may go on with more that is alone", async () => {
  const gate = createReadWriteLock();
  const log: string[] = [];
  const both = gate.alone(tick).then(() => gate.alone(async () => void log.push("more")));
  const other = gate.shared(async () => void log.push("case"));
  await Promise.all([both, other]);
  expect(log).toEqual(["more", "case"]);
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
