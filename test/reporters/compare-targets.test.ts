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

  const last = ({ id }: { readonly id: string }) => id.split(".").at(-1);

  it("lists the rules that one target keeps and another breaks", () => {
    expect(compareTargets(report).rules.map(last)).toEqual(["z-fails"]);
  });

  it("lists apart what is judged on some targets only, a missing rule as null", () => {
    const { partly } = compareTargets(report);
    expect(partly.map(last)).toEqual(["b-only-here"]);
    expect(partly[0]?.cells[1]).toBeNull();
  });

  it("calls no difference what was not judged on both, or not over the same binding", () => {
    const soap = ruleOf("x", { bindings: { get: "not-applicable", soap11: "pass" } });
    const get = ruleOf("x", { bindings: { get: "pass", soap11: "inconclusive" } });
    const open = ruleOf("x", { verdict: "inconclusive", bindings: { get: "inconclusive" } });
    const differences = (...rules: (typeof soap)[]) =>
      compareTargets(
        reportOf(rules.map((rule, index) => targetOf(`t${index}`, "conforms", [rule]))),
      );
    expect(differences(soap, get)).toMatchObject({ rules: [], partly: [] });
    expect(differences(get, open)).toMatchObject({ rules: [] });
    expect(differences(get, open).partly).toHaveLength(1);
    const fails = ruleOf("x", { verdict: "fail", bindings: { get: "fail", soap11: "pass" } });
    expect(differences(open, get, fails).rules).toHaveLength(1);
  });

  it("lists behaviour that differs by what was tried", () => {
    expect(compareTargets(report).behaviour).toEqual([
      { id: "inforouter.delete-upload-handler.may", what: "tried", cells: ["one", "other"] },
    ]);
  });
});
