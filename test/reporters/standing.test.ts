import { describe, expect, it } from "vitest";
import { severityOf } from "../../reporters/severity.ts";
import { ruleOf } from "./fixtures/report-of.ts";

describe("severityOf", () => {
  const failing = (level: "MUST" | "SHOULD" | "MAY") => ruleOf("x", { level, verdict: "fail" });

  it("counts a failed MUST against the target, a failed SHOULD only when asked to, a MAY never", () => {
    expect(severityOf(failing("MUST"))).toBe("violated");
    expect(severityOf(failing("SHOULD"))).toBe("warning");
    expect(severityOf(failing("SHOULD"), "should")).toBe("violated");
    expect(severityOf(failing("MAY"), "should")).toBe("warning");
  });

  it("excuses a known failure, and calls the entry stale once the rule passes", () => {
    const known = { reason: "fixed in 9.1" };
    expect(severityOf({ ...failing("MUST"), known })).toBe("known");
    expect(severityOf({ ...ruleOf("x"), known })).toBe("stale");
  });

  it("never excuses what could not be judged", () => {
    const rule = ruleOf("x", { verdict: "inconclusive", known: { reason: "fixed in 9.1" } });
    expect(severityOf(rule)).toBe("inconclusive");
  });
});
