import { expect, test } from "vitest";
import { excuses } from "../../src/judge/excuses.ts";

const ENTRY = { rule: "a", reason: "agreed", since: "2026-01-01" };
const FAILS = { rule: "a", binding: "post" };
const TODAY = "2026-03-01";

test.each([
  ["over every binding", {}, true],
  ["over that binding", { binding: "post" }, true],
  ["over another binding", { binding: "get" }, false],
  ["of another rule", { rule: "b" }, false],
  ["of another rule over that binding", { rule: "b", binding: "post" }, false],
  ["until that day", { expires: TODAY }, true],
  ["until a later day", { expires: "2026-03-02" }, true],
  ["until the day before", { expires: "2026-02-28" }, false],
  ["until a later day, over another binding", { binding: "get", expires: "2026-03-02" }, false],
] as const)("an entry %s: %j excuses a failure: %s", (_, more, expected) => {
  expect(excuses({ ...ENTRY, ...more }, FAILS, TODAY)).toBe(expected);
});
