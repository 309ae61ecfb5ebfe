import { expect, test } from "vitest";
import type { Mismatch } from "../../src/judge/checks/mismatch.ts";
import type { CaseState } from "../../src/run/case/case-state.ts";
import { type Judgement, recordJudgement } from "../../src/run/case/record-judgement.ts";
import { rule } from "../prove/proof-parts.ts";

const WRONG: Mismatch = { expected: "this", actual: "that" };

function recorded(judgement: Judgement) {
  const state = {
    rule: rule("a", { statements: ["DUH-01", "DUH-02", "DUH-03"] }),
    exercised: new Set<string>(),
    mismatches: [],
    trace: [{}, {}],
  } as unknown as CaseState;
  const holds = recordJudgement(judgement, state);
  return { holds, exercised: [...state.exercised], mismatches: state.mismatches };
}

test("what holds is exercised: the statements it is about, and those that it shows besides", () => {
  const all = recorded({ statements: ["DUH-02"], also: ["DUH-01", "CUH-01"], mismatches: [] });
  expect(all).toEqual({ holds: true, exercised: ["DUH-02", "DUH-01"], mismatches: [] });
});

test("a mismatch breaks the statements that it names, and only those are exercised", () => {
  const mismatches = [{ ...WRONG, statements: ["DUH-03"] }];
  const judged = { statements: ["DUH-02"], also: ["DUH-01"], mismatches };
  expect(recorded(judged)).toEqual({
    holds: false,
    exercised: ["DUH-03"],
    mismatches: [{ ...WRONG, statements: ["DUH-03"], step: 2 }],
  });
});

test("a mismatch that names none breaks what the judgement is about, at the step that is told", () => {
  expect(recorded({ statements: ["DUH-02"], mismatches: [WRONG], step: 1 }).mismatches).toEqual([
    { ...WRONG, statements: ["DUH-02"], step: 1 },
  ]);
});

test.each([undefined, ["CUH-01"]])("about %j, of which the rule carries none: all of it", (ids) => {
  const all = ["DUH-01", "DUH-02", "DUH-03"];
  expect(recorded({ statements: ids, mismatches: [] }).exercised).toEqual(all);
  expect(recorded({ statements: ids, mismatches: [WRONG] }).mismatches).toEqual([
    { ...WRONG, statements: all, step: 2 },
  ]);
});
