import { describe, expect, it } from "vitest";
import { compareTargets } from "../../reporters/compare-targets.ts";
import { reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";

describe("compareTargets", () => {
  const observed = (seen: string) =>
    ruleOf("may", { level: "MAY", verdict: "observed", observed: { tried: seen, same: "x" } });
  const fails = ruleOf("z-fails", { verdict: "fail" });
  const report = reportOf([
    targetOf("a", "conforms", [
      ruleOf("b-only-here"),
      observed("one"),
      ruleOf("same"),
      ruleOf("z-fails"),
    ]),
    targetOf("b", "violates", [observed("other"), ruleOf("same"), fails]),
  ]);

  it("lists the rules whose verdicts differ, failures first, a missing rule as null", () => {
    const { rules } = compareTargets(report);
    expect(rules.map((row) => row.id.split(".").at(-1))).toEqual(["z-fails", "b-only-here"]);
    expect(rules[1]?.cells[1]).toBeNull();
  });

  it("lists behaviour that differs by what was tried", () => {
    expect(compareTargets(report).behaviour).toEqual([
      { id: "inforouter.delete-upload-handler.may", what: "tried", cells: ["one", "other"] },
    ]);
  });
});
