import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../src/config/files/package-root.ts";
import { restingToday, TAKING_TURNS, TURN_DAYS } from "./turns.ts";

const FIRST_MS = Date.parse("2026-02-20");
const DAYS = Array.from({ length: 2 * TURN_DAYS }, (_, day) =>
  new Date(FIRST_MS + day * 86_400_000).toISOString().slice(0, 10),
);

test("files that take turns are there, each once", () => {
  for (const file of TAKING_TURNS) expect(existsSync(join(packageRoot(), file)), file).toBe(true);
  expect(new Set(TAKING_TURNS).size).toBe(TAKING_TURNS.length);
});

test("from whatever day on, each has had its turn when so many days are over", () => {
  for (let first = 0; first <= TURN_DAYS; first++) {
    const days = DAYS.slice(first, first + TURN_DAYS);
    const awake = days.flatMap((day) => {
      const resting = restingToday([], day);
      return TAKING_TURNS.filter((file) => !resting.includes(file));
    });
    expect(awake.sort()).toEqual([...TAKING_TURNS].sort());
  }
});

test("as many rest on each day, none in the whole of it, and none that is asked for", () => {
  const most = Math.ceil(TAKING_TURNS.length / TURN_DAYS);
  for (const seed of [...DAYS, "a seed that is no day"]) {
    const awake = TAKING_TURNS.length - restingToday([], seed).length;
    expect([most - 1, most]).toContain(awake);
  }
  expect(restingToday([], "all")).toEqual([]);
  for (const file of TAKING_TURNS) {
    for (const day of DAYS) expect(restingToday(["run", file], day)).not.toContain(file);
  }
});
