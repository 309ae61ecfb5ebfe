import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { renderBadge } from "../../reporters/badge/render-badge.ts";
import { renderBadgeSvg } from "../../reporters/badge/render-badge-svg.ts";
import type { Outcome, Report } from "../../src/model/report.ts";
import { conforming } from "./fixtures/conforming.ts";
import { interrupted, lockedOut, unreachable } from "./fixtures/incomplete.ts";
import { reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";
import { twoTargets } from "./fixtures/two-targets.ts";
import { violating } from "./fixtures/violating.ts";

const broken = ruleOf("x", { verdict: "fail" });

/** A target that holds as far as it was judged: so many of 160 MUST rules. */
const judgedTo = (must: number, outcome: Outcome = "conforms"): Report =>
  reportOf([
    targetOf("mine", outcome, [ruleOf("x")], {
      judged: { must, applicable: must, all: 160, unselected: 160 - must },
    }),
  ]);
const several = reportOf([...judgedTo(160).targets, ...judgedTo(152).targets]);

const EXPECTED: readonly (readonly [string, Report, string, string, string])[] = [
  ["all was judged", judgedTo(160), "assay mine", "conforms 160/160", "brightgreen"],
  ["nearly all was judged", judgedTo(152), "assay mine", "conforms 152/160", "yellowgreen"],
  ["some was judged", judgedTo(151), "assay mine", "conforms 151/160", "yellow"],
  ["little was judged", judgedTo(23), "assay mine", "conforms 23/160", "yellow"],
  ["no MUST rule was asked for", judgedTo(0, "holds"), "assay mine", "holds 0/160", "lightgrey"],
  [
    "too little was judged",
    judgedTo(23, "incomplete"),
    "assay mine",
    "incomplete 23/160",
    "lightgrey",
  ],
  ["of two one was not judged wholly", several, "assay", "conforms 312/320", "yellowgreen"],
  ["one rule does not apply", conforming, "assay reference", "conforms 2/3", "yellow"],
  ["violates", violating, "assay acme", "2 violated, 1 stale, 4/6 judged", "red"],
  ["several targets", twoTargets, "assay", "2 violated, 1 stale, 10/12 judged", "red"],
  ["could not be judged", lockedOut, "assay acme", "incomplete 0/12", "lightgrey"],
  ["unreachable", unreachable, "assay acme", "incomplete 0/0", "lightgrey"],
  ["interrupted", interrupted, "assay acme", "incomplete 1/1", "lightgrey"],
  [
    "interrupted after a violation",
    reportOf([targetOf("a", "violates", [broken])], { complete: false }),
    "assay a",
    "incomplete 1/1, 1 violated",
    "lightgrey",
  ],
  [
    "what fails is known",
    reportOf([
      targetOf("mine", "conforms", [
        ruleOf("x", { verdict: "fail", known: { reason: "fixed in 9.1" } }),
      ]),
    ]),
    "assay mine",
    "conforms 1/1, 1 known",
    "yellowgreen",
  ],
  ["no target", reportOf([]), "assay", "incomplete", "lightgrey"],
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
      message: "3 violated, 1 stale, 4/6 judged",
    });
  });
});
