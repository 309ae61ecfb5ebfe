import { describe, expect, it } from "vitest";
import { standingOf } from "../../reporters/severity.ts";
import { ruleOf } from "./fixtures/report-of.ts";

describe("standingOf", () => {
  const failing = (level: "MUST" | "SHOULD" | "MAY") => ruleOf("x", { level, verdict: "fail" });

  it("counts a failed MUST against the target, a failed SHOULD only when asked to, a MAY never", () => {
    expect(standingOf(failing("MUST"))).toBe("violated");
    expect(standingOf(failing("SHOULD"))).toBe("warning");
    expect(standingOf(failing("SHOULD"), "should")).toBe("violated");
    expect(standingOf(failing("MAY"), "should")).toBe("warning");
  });

  it("excuses a known failure, and calls the entry stale once the rule passes", () => {
    const known = { reason: "fixed in 9.1" };
    expect(standingOf({ ...failing("MUST"), known })).toBe("known");
    expect(standingOf({ ...ruleOf("x"), known })).toBe("stale");
  });

  it("never excuses what could not be judged", () => {
    const rule = ruleOf("x", { verdict: "inconclusive", known: { reason: "fixed in 9.1" } });
    expect(standingOf(rule)).toBe("inconclusive");
  });
});
