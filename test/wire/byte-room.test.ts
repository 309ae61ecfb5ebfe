import { expect, it } from "vitest";
import { createByteRoom } from "../../src/wire/client/byte-room.ts";

const MIB = 1024 * 1024;

/** Asks for room for tasks of so many MiB, in order; each ends when it is told to. */
function ask(sizes: readonly number[]) {
  const room = createByteRoom(16 * MIB);
  const running = new Map<number, () => void>();
  const ended = sizes.map((size, index) =>
    room(size * MIB, () => new Promise<void>((end) => void running.set(index, end))).then(() =>
      running.delete(index),
    ),
  );
  const end = async (index: number): Promise<void> => {
    running.get(index)?.();
    await ended[index];
    await new Promise(setImmediate);
  };
  return { running: () => [...running.keys()].sort(), end };
}

it("lets in what there is room for, in the order of asking, and one that is too large alone", async () => {
  const { running, end } = ask([10, 6, 1, 40, 1]);
  await new Promise(setImmediate);
  expect(running()).toEqual([0, 1]);
  await end(1);
  expect(running()).toEqual([0, 2]);
  await end(0);
  expect(running()).toEqual([2]);
  await end(2);
  expect(running()).toEqual([3]);
  await end(3);
  expect(running()).toEqual([4]);
});

it("keeps nothing small waiting", async () => {
  const { running } = ask([40, 0.5, 0]);
  await new Promise(setImmediate);
  expect(running()).toEqual([0, 1, 2]);
});

it("gives room back when a task fails", async () => {
  const room = createByteRoom(16 * MIB);
  await expect(room(20 * MIB, () => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
  await expect(room(20 * MIB, () => Promise.resolve(7))).resolves.toBe(7);
});
