import { describe, expect, test } from "vitest";
import { exitCodeOf } from "../../src/judge/exit-code.ts";
import type { Level } from "../../src/model/level.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";

function reportWith(...rules: readonly (readonly [Level, VerdictKind])[]) {
  const all = rules.map(([level, verdict], index) => ruleOf(`rule-${index}`, { level, verdict }));
  return reportOf([targetOf("acme", "conforms", all)]);
}

describe("the exit code", () => {
  test.each([
    [
      "everything holds",
      [
        ["MUST", "pass"],
        ["SHOULD", "pass"],
        ["MAY", "observed"],
      ],
      "must",
      0,
    ],
    [
      "a MUST rule is violated",
      [
        ["MUST", "fail"],
        ["MUST", "pass"],
      ],
      "must",
      1,
    ],
    [
      "a violation outweighs what could not be judged",
      [
        ["MUST", "fail"],
        ["MUST", "inconclusive"],
      ],
      "must",
      1,
    ],
    [
      "a SHOULD rule is violated",
      [
        ["MUST", "pass"],
        ["SHOULD", "fail"],
      ],
      "must",
      0,
    ],
    [
      "a SHOULD rule is violated, and that counts",
      [
        ["MUST", "pass"],
        ["SHOULD", "fail"],
      ],
      "should",
      1,
    ],
    [
      "a MUST rule could not be judged",
      [
        ["MUST", "pass"],
        ["MUST", "inconclusive"],
      ],
      "must",
      3,
    ],
    [
      "a SHOULD rule could not be judged",
      [
        ["MUST", "pass"],
        ["SHOULD", "inconclusive"],
      ],
      "must",
      0,
    ],
    ["nothing applies", [["MUST", "not-applicable"]], "must", 3],
    ["nothing was selected", [], "must", 3],
    ["violations never count", [["MUST", "fail"]], "never", 0],
  ] as const)("%s", (_, rules, failOn, code) => {
    expect(exitCodeOf(reportWith(...rules), failOn)).toBe(code);
  });
});
