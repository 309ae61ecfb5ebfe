import { describe, expect, it } from "vitest";
import { outcomeLine } from "../../reporters/outcome-line.ts";
import { staleAlone } from "../../reporters/stale-alone.ts";
import { summary } from "../../reporters/summary/summary.ts";
import type { TargetReport } from "../../src/model/report.ts";
import { reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";

const known = { reason: "fixed in 9.1" };

function withStale(name: string, ...more: readonly ReturnType<typeof ruleOf>[]): TargetReport {
  const rules = [ruleOf("a"), ruleOf("b"), ruleOf("c", { known }), ...more];
  return targetOf(name, "conforms", rules);
}

describe("a run that is red for stale deviations alone", () => {
  const target = withStale("acme");
  const report = reportOf([target]);
  const stale = target.rules[2]?.id ?? "";

  it("says so, and which entries to remove", () => {
    expect(staleAlone(report)).toBe(
      `nothing is violated, and the run ends with 1 all the same, for 1 stale deviation: ${stale}. Now it passes: remove its entry from the deviations file, or let --update-deviations do it`,
    );
    const two = reportOf([target, withStale("other")]);
    expect(staleAlone(two)).toContain(`for 2 stale deviations: ${stale} (acme), ${stale} (other)`);
  });

  it("says it in the last lines of the summary", () => {
    const said = summary(report, { color: false, width: 60 }).trimEnd();
    const last = said.slice(said.lastIndexOf("exit 1"));
    expect(last.replace(/\s+/g, " ")).toContain(
      "exit 1 nothing is violated, and the run ends with 1",
    );
    expect(last.replace(/\s+/g, " ")).toMatch(/--update-deviations do it$/);
  });

  it("counts the rules that are stale among those that hold", () => {
    expect(outcomeLine(report, target)).toBe(
      "1 stale deviation, all 3 MUST rules were judged and hold",
    );
  });

  it("needs no explanation when something is violated, or nothing fails a run", () => {
    const failing = withStale("acme", ruleOf("d", { verdict: "fail" }));
    expect(staleAlone(reportOf([failing]))).toBeNull();
    expect(staleAlone(report, "never")).toBeNull();
    expect(staleAlone(reportOf([targetOf("acme", "conforms", [ruleOf("a")])]))).toBeNull();
  });
});
