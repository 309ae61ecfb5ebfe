import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDuration } from "../../src/config/targets/durations.ts";
import { printedFailure } from "../schema/printed.ts";

test.each([
  ["500ms", 500],
  ["10s", 10_000],
  ["10m", 600_000],
  ["1h", 3_600_000],
  ["1d", 86_400_000],
  ["1h30m", 5_400_000],
  ["1.5s", 1_500],
  ["0s", 0],
  ["30", 30_000],
  ["0.5", 500],
  [" 10s ", 10_000],
])("%j is %d ms", (text, ms) => {
  expect(parseDuration(text, "--time")).toBe(ms);
});

test.each(["", "s", "10x", "10 s", "-1s", "1e3s", "ten", "10s!", "10sm", "NaN", "Infinity"])(
  "%j is no duration",
  (text) => {
    expect(printedFailure(() => parseDuration(text, "--time"))).toEqual([
      "[duration-invalid]",
      `--time: ${JSON.stringify(text)} is not a duration\n  write a number and a unit: 500ms, 10s, 10m, 1h`,
    ]);
  },
);

test("a large bare number is not taken for seconds in silence", () => {
  expect(printedFailure(() => parseDuration("10000", "--timeout"))).toEqual([
    "[duration-invalid]",
    "--timeout: 10000 needs a unit\n  a bare number is seconds: write 10000ms or 10000s",
  ]);
});

test("every number of milliseconds can be written", () => {
  fc.assert(fc.property(fc.nat(), (ms) => parseDuration(`${ms}ms`, "--time") === ms));
});
