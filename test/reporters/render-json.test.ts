import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderJson } from "../../reporters/json/render-json.ts";
import type { Report } from "../../src/model/report.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { hostileReport } from "./fixtures/hostile.ts";
import { hostileText } from "./fixtures/hostile-text.ts";
import { reportOf, targetOf } from "./fixtures/report-of.ts";
import { violating } from "./fixtures/violating.ts";

describe("renderJson", () => {
  it.each(Object.entries(SAMPLES))("keeps everything of the report %s", (_name, report) => {
    expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it("writes the keys in the published order whatever their order in memory", () => {
    expect(renderJson(backwards(violating) as Report)).toBe(renderJson(violating));
    expect(Object.keys(JSON.parse(renderJson(backwards(violating) as Report)))).toEqual([
      "format",
      "formatVersion",
      "tool",
      "run",
      "specs",
      "targets",
    ]);
  });

  it("keeps fields of a later version, after the known ones", () => {
    const later = { extra: { b: 1 }, ...violating };
    expect(Object.keys(JSON.parse(renderJson(later))).at(-1)).toBe("extra");
  });

  it("indents by two spaces and ends with one line feed", () => {
    expect(renderJson(violating)).toMatch(/^\{\n {2}"format": "assay-report",\n[\s\S]*\n\}\n$/);
  });

  it("carries any string exactly", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const report = hostileReport(text);
        expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
      }),
    );
  });

  it("renders ten thousand rules with evidence", () => {
    const rules = Array.from({ length: 1_100 }, () => violating.targets[0]?.rules ?? []).flat();
    const text = renderJson(reportOf([targetOf("large", "violates", rules)]));
    expect(text.length).toBeGreaterThan(10_000_000);
  });
});

/** The value with the keys of its typed objects reversed; records keep their order. */
function backwards(value: unknown, key = ""): unknown {
  const free = [
    "headers",
    "counterexample",
    "with",
    "bindings",
    "observed",
    "statements",
    "reasons",
  ];
  if (Array.isArray(value)) return value.map((each) => backwards(each));
  if (typeof value !== "object" || value === null || free.includes(key)) return value;
  const entries = Object.entries(value).map(
    ([name, each]) => [name, backwards(each, name)] as const,
  );
  return Object.fromEntries(entries.reverse());
}
