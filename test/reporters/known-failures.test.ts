import { expect, test } from "vitest";
import { summary } from "../../reporters/summary/summary.ts";
import { reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";

const known = { verdict: "fail", known: { reason: "fixed in 9.1" } } as const;

/** What a summary says, without its line breaks. */
function said(...parts: Parameters<typeof targetOf>): string {
  return summary(reportOf([targetOf(...parts)]), { color: false }).replace(/\s+/g, " ");
}

test("the headline tells of known failures beside what holds", () => {
  expect(said("mine", "conforms", [ruleOf("a"), ruleOf("b", known)])).toContain(
    "✔ mine conforms, with 1 known deviation: all 2 MUST rules were judged, 1 holds, 1 is known to fail",
  );
  const judged = { must: 1, applicable: 1, all: 209, unselected: 208 };
  expect(said("mine", "conforms", [ruleOf("b", known)], { judged })).toContain(
    "0 of 1 applicable MUST rules hold, 1 is known to fail, of 209 in all",
  );
});

test("the rules that nothing hindered are told apart from those above them", () => {
  const rules = [
    ruleOf("a"),
    ruleOf("b", { verdict: "inconclusive", reason: "no answer" }),
    ruleOf("c", { verdict: "not-applicable", reason: "the target declares no stranger" }),
  ];
  expect(said("mine", "incomplete", rules)).toContain("Not judged for other reasons: 1 of 3");
  const [first, , last] = rules;
  if (!first || !last) throw new Error("three rules");
  expect(said("mine", "conforms", [first, last])).toContain("Not judged: 1 of 2 MUST rules");
});
