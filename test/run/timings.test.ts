import { describe, expect, it } from "vitest";
import { createTimings } from "../../src/run/campaign/timings.ts";

const TOLERANCE = 0.025;

describe("timings", () => {
  it("tell median, p95 and worst of each operation and binding, the quantiles within 2.5 %", () => {
    const timings = createTimings();
    for (let ms = 1; ms <= 1_000; ms++) timings.add("inforouter", "Delete", "post", ms);
    timings.add("apidatatools", "DeleteUpload", "rest", 0.4567);
    const [rest, post] = timings.summary();
    expect(rest).toEqual({
      service: "apidatatools",
      operation: "DeleteUpload",
      binding: "rest",
      requests: 1,
      medianMs: 0.457,
      p95Ms: 0.457,
      worstMs: 0.457,
    });
    expect(post).toMatchObject({
      operation: "Delete",
      binding: "post",
      requests: 1_000,
      worstMs: 1_000,
    });
    expect(Math.abs((post?.medianMs ?? 0) / 500 - 1)).toBeLessThan(TOLERANCE);
    expect(Math.abs((post?.p95Ms ?? 0) / 950 - 1)).toBeLessThan(TOLERANCE);
  });

  it("are never more than the worst, and take a duration of nothing", () => {
    const timings = createTimings();
    timings.add("inforouter", "Delete", "get", 0);
    const [timing] = timings.summary();
    expect(timing).toMatchObject({ medianMs: 0, p95Ms: 0, worstMs: 0 });
  });
});
