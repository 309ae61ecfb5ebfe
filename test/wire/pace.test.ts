import { describe, expect, it } from "vitest";
import { createPace } from "../../src/wire/pace.ts";

describe("createPace", () => {
  it("is nothing when there is no limit", () => {
    expect(createPace(0)).toBeNull();
  });

  it("lets the first go at once and spreads the others evenly", async () => {
    const pace = createPace(100);
    const started = performance.now();
    const times = await Promise.all(
      Array.from({ length: 21 }, async () => {
        await pace?.();
        return performance.now() - started;
      }),
    );
    expect(times[0]).toBeLessThan(20);
    for (const [index, time] of times.entries()) expect(time).toBeGreaterThan(index * 10 - 2);
    expect(times[20]).toBeLessThan(400);
  });

  it("does not save up for a burst", async () => {
    const pace = createPace(50);
    await pace?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const started = performance.now();
    for (let n = 0; n < 3; n++) await pace?.();
    expect(performance.now() - started).toBeGreaterThan(38);
  });
});
