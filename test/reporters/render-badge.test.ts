import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { renderBadge } from "../../reporters/render-badge.ts";
import { renderBadgeSvg } from "../../reporters/render-badge-svg.ts";
import type { Report } from "../../src/model/report.ts";
import { conforming } from "./fixtures/conforming.ts";
import { interrupted, lockedOut, unreachable } from "./fixtures/incomplete.ts";
import { reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";
import { twoTargets } from "./fixtures/two-targets.ts";
import { violating } from "./fixtures/violating.ts";

const broken = ruleOf("x", { verdict: "fail" });

const EXPECTED: readonly (readonly [string, Report, string, string, string])[] = [
  ["conforms", conforming, "assay reference", "conforms", "brightgreen"],
  ["violates", violating, "assay acme", "2 violated, 1 stale", "red"],
  ["several targets", twoTargets, "assay", "2 violated, 1 stale", "red"],
  ["could not be judged", lockedOut, "assay acme", "incomplete", "yellow"],
  ["unreachable", unreachable, "assay acme", "incomplete", "yellow"],
  ["interrupted", interrupted, "assay acme", "incomplete", "yellow"],
  [
    "interrupted after a violation",
    reportOf([targetOf("a", "violates", [broken])], { complete: false }),
    "assay a",
    "incomplete, 1 violated",
    "yellow",
  ],
  ["no target", reportOf([]), "assay", "incomplete", "yellow"],
];

describe("the badge", () => {
  it.each(EXPECTED)("says it: %s", (_name, report, label, message, color) => {
    expect(JSON.parse(renderBadge(report))).toEqual({
      schemaVersion: 1,
      label,
      message,
      color,
      isError: color === "red",
    });
    const { svg } = new XMLParser().parse(renderBadgeSvg(report)) as { svg: { title: string } };
    expect(svg.title).toBe(`${label}: ${message}`);
  });

  it("counts SHOULD rules with failOn should", () => {
    expect(JSON.parse(renderBadge(violating, { failOn: "should" }))).toMatchObject({
      message: "3 violated, 1 stale",
    });
  });
});
