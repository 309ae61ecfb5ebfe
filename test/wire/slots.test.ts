import { expect, it } from "vitest";
import { createSlots } from "../../src/wire/client/slots.ts";

it("gives as many places as there are at once, and then each that is left to who waits longest", async () => {
  const slots = createSlots(2);
  const entered: string[] = [];
  const enter = async (name: string): Promise<void> => {
    await slots.enter();
    entered.push(name);
  };
  expect(slots.enter()).toBeUndefined();
  expect(slots.enter()).toBeUndefined();
  const [first, second] = [enter("first"), enter("second")];
  slots.leave();
  await first;
  expect(entered).toEqual(["first"]);
  slots.leave();
  await second;
  expect(entered).toEqual(["first", "second"]);
  slots.leave();
  slots.leave();
  expect(slots.enter()).toBeUndefined();
  expect(slots.enter()).toBeUndefined();
  expect(slots.enter()).toBeInstanceOf(Promise);
});
