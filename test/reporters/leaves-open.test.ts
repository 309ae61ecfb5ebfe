import { describe, expect, it } from "vitest";
import { renderJunit } from "../../reporters/junit/render-junit.ts";
import { renderTap } from "../../reporters/tap/render-tap.ts";
import { reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";

const open = {
  verdict: "inconclusive",
  reason: "no answer",
  bindings: { get: "inconclusive" },
} as const;
const known = { reason: "it comes and goes", flaky: true } as const;
const rules = [
  ruleOf("observed", { ...open, level: "MAY" }),
  ruleOf("strict", { ...open, level: "SHOULD" }),
  ruleOf("unsteady", { ...open, known, flaky: ["get"] }),
];
const report = reportOf([targetOf("acme", "conforms", [ruleOf("a"), ...rules])]);
const incomplete = reportOf([targetOf("acme", "incomplete", [ruleOf("a"), ruleOf("open", open)])]);

describe("what is inconclusive and makes no run incomplete", () => {
  it("is skipped with its reason in JUnit", () => {
    const xml = renderJunit(report);
    expect(xml.match(/<skipped message="inconclusive: no answer"/g)).toHaveLength(rules.length);
    expect(xml).not.toContain("<error");
    expect(xml).toMatch(/<testsuite [^>]*errors="0" skipped="3"/);
    expect(renderJunit(report, { failOn: "should" }).match(/<error /g)).toHaveLength(1);
    expect(renderJunit(incomplete).match(/<error message="no answer"/g)).toHaveLength(1);
  });

  it("is skipped with its reason in TAP", () => {
    const tap = renderTap(report);
    expect(tap.match(/^ok .* # SKIP inconclusive: no answer$/gm)).toHaveLength(rules.length);
    expect(tap).not.toMatch(/^not ok/m);
    expect(renderTap(report, { failOn: "should" }).match(/^not ok/gm)).toHaveLength(1);
    expect(renderTap(incomplete)).toMatch(/^not ok .*open \[get\]/m);
  });
});
