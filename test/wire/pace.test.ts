import { describe, expect, it } from "vitest";
import { createRateLimiter } from "../../src/wire/client/rate-limiter.ts";

describe("createRateLimiter", () => {
  it("is nothing when there is no limit", () => {
    expect(createRateLimiter({})).toBeNull();
    expect(createRateLimiter({ requestsPerSecond: 0, bytesPerSecond: 0 })).toBeNull();
  });

  it("lets the first go at once and spreads the others evenly", async () => {
    const pace = createRateLimiter({ requestsPerSecond: 100 });
    const started = performance.now();
    const times = await Promise.all(
      Array.from({ length: 21 }, async () => {
        await pace?.turn(0);
        return performance.now() - started;
      }),
    );
    expect(times[0]).toBeLessThan(20);
    for (const [index, time] of times.entries()) expect(time).toBeGreaterThan(index * 10 - 12);
    expect(times[20]).toBeLessThan(400);
  });

  it("does not save up for a burst", async () => {
    const pace = createRateLimiter({ requestsPerSecond: 50 });
    await pace?.turn(0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const started = performance.now();
    for (let n = 0; n < 3; n++) await pace?.turn(0);
    expect(performance.now() - started).toBeGreaterThan(38);
  });

  it("lets no group go together when the process was busy", async () => {
    const pace = createRateLimiter({ requestsPerSecond: 100 });
    const times: number[] = [];
    const turns = Array.from({ length: 12 }, async () => {
      await pace?.turn(0);
      times.push(performance.now());
    });
    await pace?.turn(0);
    const until = performance.now() + 80;
    while (performance.now() < until);
    await Promise.all(turns);
    // The eight that were due meanwhile: of them one late, and one that makes up for it.
    const atOnce = times.map((time) => times.filter((t) => t >= time && t < time + 15).length);
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(4);
  });

  it("lets a large request go whole, and what follows wait for its bytes", async () => {
    const pace = createRateLimiter({ bytesPerSecond: 10_000 });
    const started = performance.now();
    await pace?.turn(1000);
    expect(performance.now() - started).toBeLessThan(90);
    await pace?.turn(1);
    expect(performance.now() - started).toBeGreaterThan(98);
  });

  it("waits for the bytes of answers, too", async () => {
    const pace = createRateLimiter({ bytesPerSecond: 10_000 });
    await pace?.turn(0);
    const started = performance.now();
    pace?.received(1000);
    await pace?.turn(0);
    expect(performance.now() - started).toBeGreaterThan(98);
  });
});
