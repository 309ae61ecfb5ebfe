import { describe, expect, test } from "vitest";
import { mergeVerdicts } from "../../src/judge/report/merge-verdicts.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { unitVerdict } from "./unit-verdict.ts";

const failure = (id: string): Failure => ({ id }) as Failure;
const of = (verdict: VerdictKind) => unitVerdict({ verdict, reason: `why ${verdict}` });

describe("over several rounds", () => {
  test("the first round is the verdict", () => {
    const round = unitVerdict();
    expect(mergeVerdicts(undefined, round)).toBe(round);
  });

  test.each([
    ["a violation stays one", "fail", "pass", "fail"],
    ["a violation comes later", "pass", "fail", "fail"],
    ["a violation outlives a round that could not be judged", "fail", "inconclusive", "fail"],
    ["what could not be judged before can be now", "inconclusive", "pass", "pass"],
    ["a round that could not be judged says nothing", "pass", "inconclusive", "pass"],
    ["nor one that turned out not to apply", "pass", "not-applicable", "pass"],
    ["two that could not be judged stay so", "inconclusive", "not-applicable", "inconclusive"],
  ] as const)("%s", (_, before, round, whole) => {
    const merged = mergeVerdicts(of(before), of(round));
    expect(merged).toMatchObject({ verdict: whole, reason: `why ${whole}` });
  });

  test("cases, requests and times add up", () => {
    const round = { cases: 5, requests: 7, durationMs: 30 };
    expect(mergeVerdicts(unitVerdict(), unitVerdict(round))).toMatchObject({
      cases: 6,
      requests: 9,
      durationMs: 40,
    });
  });

  test("a failure that was seen before is not told twice", () => {
    const before = unitVerdict({ verdict: "fail", failures: [failure("a")] });
    const round = unitVerdict({ verdict: "fail", failures: [failure("a"), failure("b")] });
    expect(mergeVerdicts(before, round).failures.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("alternatives are counted together", () => {
    const before = unitVerdict({ alternatives: { one: 1, two: 2 } });
    const round = unitVerdict({ alternatives: { two: 3, three: 4 } });
    expect(mergeVerdicts(before, round).alternatives).toEqual({ one: 1, two: 5, three: 4 });
  });

  test("what was observed last counts, beside what was observed before", () => {
    const before = unitVerdict({ observed: { a: "old", b: "kept" } });
    const round = unitVerdict({ observed: { a: "new" } });
    expect(mergeVerdicts(before, round).observed).toEqual({ a: "new", b: "kept" });
    expect(mergeVerdicts(before, unitVerdict()).observed).toEqual({ a: "old", b: "kept" });
    expect(mergeVerdicts(unitVerdict(), round).observed).toBeNull();
  });
});
