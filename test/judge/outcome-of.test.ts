import { expect, test } from "vitest";
import { countVerdicts } from "../../src/judge/count-verdicts.ts";
import { outcomeOf } from "../../src/judge/outcome-of.ts";
import type { Level } from "../../src/model/level.ts";
import type { RuleReport } from "../../src/model/report.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { ruleOf } from "../reporters/fixtures/report-of.ts";

const of = (level: Level, verdict: VerdictKind, more: Partial<RuleReport> = {}) =>
  ruleOf(`${level}-${verdict}`, { level, verdict, ...more });

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
  ["only a MAY rule was judged", [of("MAY", "observed")], "conforms"],
  ["one of many was judged", [of("MUST", "not-applicable"), of("SHOULD", "pass")], "conforms"],
  ["only a SHOULD rule fails", [of("SHOULD", "fail")], "conforms"],
  ["nothing applies", [of("MUST", "not-applicable")], "incomplete"],
  ["there is no rule", [], "incomplete"],
] as const)("when %s, a target %s", (_, rules, outcome) => {
  expect(outcomeOf(rules, { part: false })).toBe(outcome);
});

test("a shard need not hold a rule that can be judged, but none may be open", () => {
  expect(outcomeOf([of("MUST", "not-applicable")], { part: true })).toBe("conforms");
  expect(outcomeOf([of("MUST", "inconclusive")], { part: true })).toBe("incomplete");
});

test("a target whose operations are not as declared does not conform, and may violate", () => {
  const operation = { service: "inforouter", name: "LogOut" };
  const operations = { notOffered: [], contradicted: [operation] };
  expect(outcomeOf([of("MUST", "pass")], { part: false, operations })).toBe("incomplete");
  expect(outcomeOf([of("MUST", "pass")], { part: true, operations })).toBe("incomplete");
  expect(outcomeOf([of("MUST", "fail")], { part: false, operations })).toBe("violates");
});

test("verdicts are counted by level, and only those that occur", () => {
  const rules = [of("MUST", "pass"), of("MUST", "pass"), of("MUST", "fail"), of("MAY", "observed")];
  expect(countVerdicts(rules)).toEqual({
    MUST: { pass: 2, fail: 1 },
    SHOULD: {},
    MAY: { observed: 1 },
  });
});
