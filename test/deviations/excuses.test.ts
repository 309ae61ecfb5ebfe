import { expect, test } from "vitest";
import { excuses } from "../../src/judge/known/excuses.ts";
import { failureOf } from "../reporters/fixtures/report-of.ts";

const ENTRY = { rule: "a", reason: "agreed", since: "2026-01-01" };
const FAILURE = failureOf("post", { signature: "expected #, got accepted" });
const FAILS = { rule: "a", failures: [FAILURE] };
const TODAY = "2026-03-01";

test.each([
  ["over every binding", {}, true],
  ["over that binding", { binding: "post" }, true],
  ["over another binding", { binding: "get" }, false],
  ["of that signature", { signature: "expected #, got accepted" }, true],
  ["of another signature", { signature: "expected #, got refused: [901]" }, false],
  ["of another rule", { rule: "b" }, false],
  ["of another rule over that binding", { rule: "b", binding: "post" }, false],
  ["until that day", { expires: TODAY }, true],
  ["until a later day", { expires: "2026-03-02" }, true],
  ["until the day before", { expires: "2026-02-28" }, false],
  ["until a later day, over another binding", { binding: "get", expires: "2026-03-02" }, false],
] as const)("an entry %s: %j excuses a failure: %s", (_, more, expected) => {
  expect(excuses([{ ...ENTRY, ...more }], FAILS, TODAY)).toBe(expected);
});

test("a unit is excused when each of its failures is, by whichever entry", () => {
  const other = failureOf("post", { signature: "expected #, got refused: [901]" });
  const fails = { rule: "a", failures: [FAILURE, other] };
  const entries = [FAILURE, other].map(({ signature }) => ({ ...ENTRY, signature }));
  expect(excuses(entries, fails, TODAY)).toBe(true);
  expect(excuses(entries.slice(0, 1), fails, TODAY)).toBe(false);
});
