import pLimit from "p-limit";
import type { Dispatcher } from "undici";
import { expect, test } from "vitest";
import { createBatchSettlement } from "../../src/wire/client/batch-settlement.ts";
import { oneRequest, type RequestLimits } from "../../src/wire/client/one-request.ts";

/** More than what is read while others wait. */
const LARGE = Buffer.alloc(5 * 1024 * 1024, "x");

/** A connection on which all of a large answer is there already: it ends while it is told to go on. */
const ALL_THERE = {
  dispatch(_: Dispatcher.DispatchOptions, handler: Required<Dispatcher.DispatchHandler>): boolean {
    const controller = {
      pause: () => undefined,
      resume: () => handler.onResponseEnd(controller, {}),
      abort: () => undefined,
    } as unknown as Dispatcher.DispatchController;
    handler.onRequestStart(controller, {});
    handler.onResponseStart(controller, 200, {}, "OK");
    handler.onResponseData(controller, LARGE);
    return true;
  },
} as unknown as Dispatcher;

test("a large answer that ends as soon as it may go on leaves the line to the next", async () => {
  const limits: RequestLimits = {
    timeoutMs: 10_000,
    maxResponseBytes: 2 * LARGE.length,
    large: pLimit(1),
    deliver: createBatchSettlement(),
  };
  for (let round = 0; round < 3; round++) {
    const reply = await oneRequest(ALL_THERE, { method: "GET", path: "/" }, limits);
    expect(reply).toMatchObject({ kind: "response", status: 200 });
    expect(reply.kind === "response" && reply.body.length).toBe(LARGE.length);
  }
});
