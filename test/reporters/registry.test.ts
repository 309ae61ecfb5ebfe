import { describe, expect, it } from "vitest";
import { FORMATS } from "../../reporters/registry.ts";
import { SAMPLES } from "./fixtures/all.ts";

describe("the formats", () => {
  it("have a file each", () => {
    const files = Object.values(FORMATS).map((format) => format.file);
    expect(files).toEqual(["report.json", "junit.xml", "report.md"]);
  });

  it.each(Object.entries(SAMPLES))("render the report %s, twice the same", (_name, report) => {
    for (const { render } of Object.values(FORMATS)) {
      expect(render(report, {})).toBe(render(structuredClone(report), {}));
      expect(render(report, {})).toMatch(/\n$/);
    }
  });
});
