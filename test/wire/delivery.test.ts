import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { createBatchSettlement } from "../../src/wire/client/batch-settlement.ts";

test("what arrives in one turn settles together at its end, in order", async () => {
  const deliver = createBatchSettlement();
  const settled: string[] = [];
  deliver(() => settled.push("first"));
  deliver(() => settled.push("second"));
  await Promise.resolve();
  expect(settled).toEqual([]);
  await turn();
  expect(settled).toEqual(["first", "second"]);
});

test("what arrives while others settle is delivered in the next turn", async () => {
  const deliver = createBatchSettlement();
  const settled: string[] = [];
  deliver(() => {
    settled.push("first");
    deliver(() => settled.push("next"));
  });
  await turn();
  expect(settled).toEqual(["first"]);
  await turn();
  expect(settled).toEqual(["first", "next"]);
});
