import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../src/config/files/package-root.ts";
import { restingToday, TAKING_TURNS } from "./turns.ts";

const DAYS = Array.from({ length: 120 }, (_, day) => `2026-${1 + (day % 12)}-${1 + (day % 28)}`);

test("files that take turns are there, and each has its day", () => {
  for (const file of TAKING_TURNS) expect(existsSync(join(packageRoot(), file)), file).toBe(true);
  const awake = new Set(
    DAYS.flatMap((day) => {
      const resting = restingToday([], day);
      return TAKING_TURNS.filter((file) => !resting.includes(file));
    }),
  );
  expect([...awake].sort()).toEqual([...TAKING_TURNS].sort());
});

test("some rest on each day, none in the whole of it, and none that is asked for", () => {
  for (const day of DAYS) {
    const resting = restingToday([], day);
    expect(resting.length).toBeGreaterThan(TAKING_TURNS.length / 2);
    expect(resting.length).toBeLessThan(TAKING_TURNS.length);
  }
  expect(restingToday([], "all")).toEqual([]);
  for (const file of TAKING_TURNS) {
    for (const day of DAYS.slice(0, 8))
      expect(restingToday(["run", file], day)).not.toContain(file);
  }
});
