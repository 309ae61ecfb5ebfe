import { describe, expect, test } from "vitest";
import { countJudged } from "../../src/judge/report/count-judged.ts";
import { countVerdicts } from "../../src/judge/report/count-verdicts.ts";
import { outcomeOf } from "../../src/judge/report/outcome-of.ts";
import type { Level } from "../../src/model/level.ts";
import type { RuleReport } from "../../src/model/report.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { ruleOf } from "../reporters/fixtures/report-of.ts";

const of = (level: Level, verdict: VerdictKind, more: Partial<RuleReport> = {}) =>
  ruleOf(`${level}-${verdict}`, { level, verdict, ...more });

const whole = (rules: readonly RuleReport[]) => ({
  rules,
  judged: countJudged(rules, { unselected: 0, elsewhere: 0 }),
  part: false,
});

const KNOWN = { known: { reason: "agreed" } };

test.each([
  ["a MUST rule fails", [of("MUST", "fail"), of("MUST", "pass")], "violates"],
  ["it fails, and that is known", [of("MUST", "fail", KNOWN)], "conforms"],
  ["a SHOULD rule fails", [of("MUST", "pass"), of("SHOULD", "fail")], "conforms"],
  [
    "a MUST rule could not be judged",
    [of("MUST", "pass"), of("MUST", "inconclusive")],
    "incomplete",
  ],
  ["a SHOULD rule could not", [of("MUST", "pass"), of("SHOULD", "inconclusive")], "conforms"],
  ["only MAY rules were selected", [of("MAY", "observed")], "holds"],
  ["only SHOULD rules were selected", [of("SHOULD", "pass")], "holds"],
  ["of those one fails", [of("SHOULD", "fail"), of("SHOULD", "pass")], "holds"],
  ["of those none could be judged", [of("SHOULD", "inconclusive")], "incomplete"],
  ["no MUST rule applies", [of("MUST", "not-applicable"), of("SHOULD", "pass")], "incomplete"],
  ["nothing applies", [of("MUST", "not-applicable")], "incomplete"],
  ["there is no rule", [], "incomplete"],
] as const)("when %s, a target %s", (_, rules, outcome) => {
  expect(outcomeOf(whole(rules))).toBe(outcome);
});

test("a shard in which nothing can be judged is as incomplete as a run", () => {
  const idle = [of("MUST", "not-applicable")];
  expect(outcomeOf({ ...whole(idle), part: true })).toBe("incomplete");
  expect(outcomeOf({ ...whole([]), part: true })).toBe("incomplete");
});

describe("of a target that has to be judged to 80 %", () => {
  const rules = [of("MUST", "pass"), of("MUST", "pass"), of("MUST", "pass")];
  const judged = (unselected: number) =>
    countJudged(rules, { unselected, elsewhere: 0, least: 80 });
  test.each([
    ["no rule was left out", 0, "conforms"],
    ["one of four was", 1, "incomplete"],
  ] as const)("where %s", (_, unselected, outcome) => {
    expect(outcomeOf({ rules, judged: judged(unselected), part: false })).toBe(outcome);
  });

  test("a shard is not asked, and a violation is one all the same", () => {
    expect(outcomeOf({ rules, judged: judged(1), part: true })).toBe("conforms");
    const broken = [...rules, of("MUST", "fail")];
    expect(outcomeOf({ rules: broken, judged: judged(9), part: false })).toBe("violates");
  });
});

test("a target whose operations are not as declared does not conform, and may violate", () => {
  const operation = { service: "inforouter", name: "LogOut" };
  const operations = { notOffered: [], contradicted: [operation] };
  const passing = { ...whole([of("MUST", "pass")]), operations };
  expect(outcomeOf(passing)).toBe("incomplete");
  expect(outcomeOf({ ...passing, part: true })).toBe("incomplete");
  expect(outcomeOf({ ...whole([of("MUST", "fail")]), operations })).toBe("violates");
});

test("verdicts are counted by level, and only those that occur", () => {
  const rules = [of("MUST", "pass"), of("MUST", "pass"), of("MUST", "fail"), of("MAY", "observed")];
  expect(countVerdicts(rules)).toEqual({
    MUST: { pass: 2, fail: 1 },
    SHOULD: {},
    MAY: { observed: 1 },
  });
});
