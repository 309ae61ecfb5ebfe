import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { compileSchema } from "../../src/schema/validate.ts";
import { assay, emptyFolder } from "./assay.ts";

const TARGETS = '{ "targets": { "reference": { "embedded": true } } }';

/** From early in the start to the middle of the cases. */
test.each([
  ["run", "SIGINT", 300],
  ["run", "SIGTERM", 2500],
  ["fuzz", "SIGINT", 1500],
] as const)(
  "assay %s ends on %s with exit code 130 and a whole report",
  async (command, name, afterMs) => {
    const cwd = await emptyFolder();
    await writeFile(join(cwd, "targets.json"), TARGETS);
    // More cases than it has time for.
    const args = command === "run" ? ["run", "--runs", "100000"] : ["fuzz", "--time", "5m"];
    const ended = await assay(args, { cwd, signal: { name, afterMs } });
    expect(ended).toMatchObject({ code: 130 });
    const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
    expect(compileSchema(reportSchema)(parseJsonDocument("report.json", text))).toEqual([]);
    const report = JSON.parse(text);
    expect(report.run.complete).toBe(false);
    expect(
      report.targets[0].rules.filter((rule: { verdict: string }) => rule.verdict === "fail"),
    ).toEqual([]);
    expect(report.targets[0].leftovers).toEqual([]);
  },
);
