import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { formatProgress, type ProgressState } from "../../reporters/summary/progress.ts";
import { formatFinishedGroup } from "../../reporters/summary/progress-plain.ts";
import { formatVerdict } from "../../reporters/summary/progress-verdict.ts";
import { hostileText } from "./fixtures/hostile-text.ts";

const state: ProgressState = {
  done: 30,
  total: 120,
  failed: 2,
  inconclusive: 1,
  cases: 3_400,
  requests: 9_120,
  elapsedMs: 6_000,
  current: "inforouter.delete-upload-handler.guid-before-auth",
};

describe("formatProgress", () => {
  it("says how far, what failed, how much was sent, and the time left", () => {
    expect(formatProgress(state, { width: 200 })).toBe(
      "[#####...............]  30/120 rules  2 failed  1 inconclusive  3,400 cases, 9,120 requests  6.0 s, about 18 s left  inforouter.delete-upload-handler.guid-before-auth",
    );
  });

  it("leaves out the less important parts in a narrow terminal", () => {
    expect(formatProgress(state, { width: 80 })).toBe(
      "30/120 rules  2 failed  1 inconclusive  6.0 s, about 18 s left",
    );
    expect(formatProgress(state, { width: 30 })).toBe("30/120 rules  2 failed");
    expect(formatProgress(state, { width: 5 })).toBe("30/12");
  });

  it("does not guess the time left at the start, at the end, or without a total", () => {
    for (const other of [{ elapsedMs: 500 }, { done: 0 }, { done: 120 }, { total: 0 }]) {
      expect(formatProgress({ ...state, ...other }, { width: 160 })).not.toContain("left");
    }
  });

  it("is one line within the width whatever is judged", () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 200 }), (current, width) => {
        const line = formatProgress({ ...state, current }, { width });
        expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe("formatFinishedGroup", () => {
  const group = {
    target: "acme",
    name: "inforouter DeleteUploadHandler",
    cases: 1_200,
    elapsedMs: 340,
  };

  it("is one line for each finished operation", () => {
    expect(
      formatFinishedGroup({ ...group, counts: { pass: 22, fail: 1, "not-applicable": 2 } }),
    ).toBe(
      "✘ acme: inforouter DeleteUploadHandler: 1 fail, 22 pass, 2 not applicable (1,200 cases, 340 ms)",
    );
    expect(formatFinishedGroup({ ...group, counts: { pass: 22 } })).toMatch(/^✔ /);
    expect(formatFinishedGroup({ ...group, counts: { inconclusive: 1 } })).toMatch(/^\? /);
    expect(formatFinishedGroup({ ...group, counts: {} })).toContain("nothing judged");
  });
});

describe("formatVerdict", () => {
  const fallen = {
    target: "acme",
    rule: "inforouter.delete-upload-handler.twice",
    binding: "get",
    level: "MUST" as const,
    verdict: "fail" as const,
    reason: "expected this,\ngot that",
    elapsedMs: 2_000,
  };

  it("is one line with the time at which the verdict fell", () => {
    expect(formatVerdict(fallen)).toBe(
      "✘ 2.0 s  acme: inforouter.delete-upload-handler.twice [get]: MUST: expected this, got that",
    );
    expect(formatVerdict({ ...fallen, level: "SHOULD" })).toMatch(/^! .*: SHOULD: /);
    const open = formatVerdict({ ...fallen, verdict: "inconclusive", reason: "no ticket" });
    expect(open).toMatch(/^\? 2\.0 s {2}acme: \S+ \[get\]: not judged: no ticket$/);
  });

  it("holds no control character, whatever a server said", () => {
    fc.assert(
      fc.property(hostileText, (reason) => {
        expect(formatVerdict({ ...fallen, reason })).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
