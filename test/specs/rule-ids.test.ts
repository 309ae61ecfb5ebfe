import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BUILT_IN } from "./built-in-specs.ts";

const FROZEN = "rule-ids.txt";
const ids = BUILT_IN.rules.map(({ id }) => id);

test("no rule id ever vanishes: baselines, diffs and links hang on them", () => {
  const frozen = readFileSync(new URL(FROZEN, import.meta.url), "utf8")
    .trim()
    .split("\n");
  expect(frozen.filter((id) => !ids.includes(id))).toEqual([]);
});

test("a new rule id is frozen on purpose: run vitest with -u", async () => {
  await expect(`${ids.join("\n")}\n`).toMatchFileSnapshot(FROZEN);
});
