import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Reply } from "../../src/model/call.ts";
import { createPace, type Pace } from "../../src/run/target/pace.ts";

function answer(durationMs: number, status = 200): Reply {
  return { kind: "response", status, headers: {}, body: Buffer.alloc(0), durationMs };
}

const TIMEOUT: Reply = { kind: "failure", code: "timeout", message: "", durationMs: 10_000 };

function hear(pace: Pace, times: number, reply: Reply): void {
  for (let heard = 0; heard < times; heard++) pace.note("inforouter Call get", reply);
}

describe("the pace of cases", () => {
  it("begins with 8, and grows to its limit while answers come in time", () => {
    const pace = createPace(32);
    expect(pace.window()).toBe(8);
    hear(pace, 2_000, answer(50));
    expect(pace.window()).toBe(32);
    expect(createPace(3).window()).toBe(3);
  });

  it.each([
    ["503", answer(5, 503)],
    ["time-outs", TIMEOUT],
  ])("goes down to one with %s, once a round, and grows again", (_, trouble) => {
    const pace = createPace(8);
    hear(pace, 8, trouble);
    expect(pace.window()).toBe(4);
    hear(pace, 1_000, trouble);
    expect(pace.window()).toBe(1);
    hear(pace, 1_000, answer(5));
    expect(pace.window()).toBe(8);
  });

  it("goes down when the server asks to wait", () => {
    const pace = createPace(8);
    hear(pace, 8, answer(5));
    pace.askedToWait();
    pace.askedToWait();
    expect(pace.window()).toBe(4);
  });

  it("goes down when the same calls take longer and longer, and not because one is slow by itself", () => {
    const pace = createPace(16);
    hear(pace, 400, answer(20));
    expect(pace.window()).toBe(16);
    hear(pace, 1_000, answer(400));
    expect(pace.window()).toBe(2);

    const mixed = createPace(16);
    for (let heard = 0; heard < 400; heard++) {
      mixed.note("inforouter Fast get", answer(20));
      mixed.note("inforouter Slow get", answer(900));
    }
    expect(mixed.window()).toBe(16);
  });

  it("doubles with each round at first, and adds one after there was trouble", () => {
    const pace = createPace(64);
    hear(pace, 8, answer(50));
    expect(pace.window()).toBe(16);
    hear(pace, 16, answer(50));
    expect(pace.window()).toBe(32);
    hear(pace, 8, answer(5, 503));
    expect(pace.window()).toBe(16);
    hear(pace, 17, answer(50));
    expect(pace.window()).toBe(17);
  });

  it("stays as it is when everything that is in flight comes late once", () => {
    const pace = createPace(64);
    hear(pace, 400, answer(50));
    expect(pace.window()).toBe(64);
    for (let round = 0; round < 20; round++) {
      hear(pace, 64, answer(900));
      hear(pace, 64 * 3, answer(55));
    }
    expect(pace.window()).toBe(64);
    hear(pace, 64 * 8, answer(900));
    expect(pace.window()).toBeLessThan(64);
  });

  it("runs no more cases at once than that, and all of them", async () => {
    const pace = createPace(3);
    let [running, most, done] = [0, 0, 0];
    const work = async (): Promise<void> => {
      running++;
      most = Math.max(most, running);
      await sleep(1);
      running--;
      done++;
    };
    const inTurn = async (): Promise<void> => {
      await pace.enter();
      await work();
      pace.leave();
    };
    await Promise.all(Array.from({ length: 20 }, inTurn));
    expect({ most, done }).toEqual({ most: 3, done: 20 });
  });

  it("gives the turn on, in the order in which it was asked for", async () => {
    const pace = createPace(1);
    expect(pace.enter()).toBeUndefined();
    const order: string[] = [];
    const others = ["first", "second"].map(async (name) => {
      await pace.enter();
      order.push(name);
      pace.leave();
    });
    await sleep(1);
    expect(order).toEqual([]);
    pace.leave();
    await Promise.all(others);
    expect(order).toEqual(["first", "second"]);
  });
});
