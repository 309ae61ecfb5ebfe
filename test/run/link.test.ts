import { expect, test } from "vitest";
import { aheadOf, MOST_AHEAD } from "../../src/run/plan/ahead.ts";
import { withRoom } from "../../src/run/plan/link.ts";
import { openReference } from "./open-reference.ts";

test("there is more room where requests wait: for a link, or for a slow operation", async () => {
  const { target } = await openReference({});
  const allows = { ...target, limits: { ...target.limits, concurrency: 8, overLink: 64 } };
  const room = (times: Parameters<typeof withRoom>[1]): number =>
    withRoom(allows, times).limits.concurrency;
  expect(room({ requestMs: 1, slow: {} })).toBe(8);
  expect(room({ requestMs: 50, slow: {} })).toBe(64);
  expect(room({ requestMs: 1, slow: { "a/Slow": 5_000 } })).toBe(64);
  expect(room(undefined)).toBe(8);
  const { overLink: _, ...limits } = allows.limits;
  expect(withRoom({ ...allows, limits }, { requestMs: 50, slow: {} }).limits.concurrency).toBe(8);
});

test("cases run beside each other where a rule would be long for the share of a lane", () => {
  // Of 6,400 requests each of 64 lanes has 100.
  expect(aheadOf(20, 6_400, 64)).toBe(1);
  expect(aheadOf(25, 6_400, 64)).toBe(1);
  expect(aheadOf(100, 6_400, 64)).toBe(4);
  expect(aheadOf(4_000, 6_400, 64)).toBe(MOST_AHEAD);
  expect(aheadOf(6_400, 6_400, 3)).toBe(3);
  expect(aheadOf(6_400, 6_400, 1)).toBe(1);
  expect(aheadOf(0, 0, 8)).toBe(1);
});
