import { describe, expect, it } from "vitest";
import { formatFiles } from "../../reporters/format-files.ts";
import { FORMATS, type FormatName } from "../../reporters/registry.ts";
import { summary } from "../../reporters/summary/summary.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";

describe("the formats", () => {
  it("have a file each", () => {
    const files = Object.values(FORMATS).flatMap(({ file, also = [] }) => [
      file,
      ...also.map((more) => more.file),
    ]);
    expect(new Set(files).size).toBe(files.length);
    expect(files).toEqual(expect.arrayContaining(["report.json", "junit.xml", "report.sarif"]));
  });

  it.each(Object.entries(SAMPLES))("render the report %s, twice the same", (_name, report) => {
    for (const { render } of Object.values(FORMATS)) {
      expect(render(report, {})).toBe(render(structuredClone(report), {}));
      expect(render(report, {})).toMatch(/\n$/);
    }
  });

  it("say of a run that did not complete that it did not, all of them and the terminal", () => {
    const says = /did not complete|incomplete|"complete": false/i;
    const names = [...(Object.keys(FORMATS) as FormatName[]), "allure"] as const;
    // Everything that was judged is green: nothing else could say it.
    const report = reportOf([targetOf("acme", "conforms", [ruleOf("fine")])], { complete: false });
    for (const name of names) {
      const files = Object.entries(formatFiles(report, [name], {}));
      expect(files).not.toEqual([]);
      const silent = files.filter(([, text]) => !says.test(text)).map(([file]) => file);
      if (name === "allure") expect(silent.length).toBeLessThan(files.length);
      else expect(silent).toEqual([]);
    }
    expect(summary(report, { color: false })).toMatch(says);
    const whole = reportOf([targetOf("acme", "conforms", [ruleOf("fine")])]);
    const claims = Object.entries(formatFiles(whole, ["junit", "md", "tap", "badge"], {}));
    for (const [file, text] of claims) expect(text, file).not.toMatch(says);
  });
});
