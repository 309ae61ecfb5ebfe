import { expect, it } from "vitest";
import { collectBody } from "../../src/wire/client/body-collector.ts";

const MIB = 1024 * 1024;
const BYTES = Buffer.from(Array.from({ length: 3 * MIB + 5 }, (_, at) => at % 251));

it.each([
  ["announced", BYTES.length],
  ["announced too short", 7],
  ["announced too long", BYTES.length + 9],
  ["announced beyond what is taken", 1e12],
  ["not announced", undefined],
])("collects a body that is %s", (_, announced) => {
  for (const [size, step] of [
    [0, 1],
    [5, 2],
    [MIB, 70_000],
    [MIB + 1, 70_000],
    [BYTES.length, 65_536],
    [BYTES.length, BYTES.length],
  ] as const) {
    const collector = collectBody(BYTES.length, announced);
    for (let at = 0; at < size; at += step) {
      collector.add(BYTES.subarray(at, Math.min(size, at + step)));
    }
    expect(collector.whole().equals(BYTES.subarray(0, size)), `${size} by ${step}`).toBe(true);
  }
});
