import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderCsv } from "../../reporters/csv/render-csv.ts";
import type { Report } from "../../src/model/report.ts";
import { fewer } from "../sampled.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { hostileReport } from "./fixtures/hostile.ts";
import { hostileText } from "./fixtures/hostile-text.ts";
import { interrupted, unreachable } from "./fixtures/incomplete.ts";
import { violating } from "./fixtures/violating.ts";
import { parseCsv } from "./parse-csv.ts";

function rowsOf(report: Report): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = parseCsv(renderCsv(report));
  return rows.map((row) => {
    expect(row).toHaveLength(head.length);
    return Object.fromEntries(head.map((name, index) => [name, row[index] ?? ""]));
  });
}

describe("renderCsv", () => {
  it.each(Object.entries(SAMPLES))("has a row for each rule and binding of %s", (_name, report) => {
    const units = report.targets.flatMap(({ rules }) =>
      rules.flatMap(({ bindings }) => Object.keys(bindings)),
    );
    expect(rowsOf(report).filter(({ binding }) => binding !== "")).toHaveLength(units.length);
  });

  it("says what was expected and what came", () => {
    const row = rowsOf(violating).find(
      ({ rule, binding }) => rule?.endsWith("guid-before-auth") && binding === "post",
    );
    expect(row).toMatchObject({
      target: "acme",
      complete: "yes",
      level: "MUST",
      verdict: "fail",
      standing: "violated",
      statements: "DUH-07 DUH-08",
      expected: 'success=false with error "bad Request"',
      actual: 'success=false with error "[901] Session expired or invalid ticket"',
      case: 'UploadHandler: "x", ticket: "expired"',
      reproduced: "3 of 3",
      failure: "f-post-1",
    });
  });

  it("says in every row when the target was not judged as a whole, and why in one", () => {
    expect(rowsOf(interrupted).map(({ complete }) => complete)).toEqual(["no", "no", "no", "no"]);
    expect(rowsOf(interrupted)[0]?.reason).toMatch(/the run did not complete/);
    expect(rowsOf(unreachable)).toMatchObject([{ complete: "no", standing: "incomplete" }]);
  });

  it("has no cell that a spreadsheet takes for a formula, and each on one line", () => {
    const formula = fc
      .tuple(
        fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"),
        hostileText,
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(formula, (text) => {
        const rows = rowsOf(hostileReport(text));
        expect(rows).not.toEqual([]);
        for (const row of rows) {
          for (const value of Object.values(row)) {
            expect(value).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
            expect(value).not.toMatch(/[\r\n]/);
          }
        }
      }),
      { numRuns: fewer(30) },
    );
  });
});
