import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addRuns } from "../../src/history/add-runs.ts";
import { folderShelf } from "../../src/history/folder-shelf.ts";
import { digestOfKeptRun, keepRun } from "../../src/history/keep-run.ts";
import { keptRuns } from "../../src/history/kept-runs.ts";
import { verifyRuns } from "../../src/history/verify-runs.ts";
import { sealReport } from "../../src/judge/report/seal-report.ts";
import type { Report } from "../../src/model/report.ts";
import { emptyFolder } from "../cli/assay.ts";
import { SAMPLES } from "../reporters/fixtures/all.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";

const SECRET = "what the server said";
const failing = {
  verdict: "fail",
  reason: SECRET,
  failures: [failureOf("get", { actual: SECRET, curl: SECRET })],
} as const;

function reportAt(startedAt: string): Report {
  const target = targetOf("acme", "violates", [ruleOf("a", failing), ruleOf("b")], {
    launchLog: SECRET,
    reason: SECRET,
  });
  return sealReport(reportOf([target], { startedAt }));
}

describe("what is kept of a report", () => {
  test("is its counts and what makes it falsifiable, and nothing that a server said", () => {
    const report = reportAt("2026-03-01T09:30:00.000Z");
    const row = keepRun(report);
    expect(row).toMatchObject({
      report: report.digest,
      tool: report.tool,
      run: { seed: 42, command: "assay run", startedAt: report.run.startedAt },
      specs: report.specs,
      targets: [{ name: "acme", outcome: "violates", judged: { must: 2 } }],
    });
    expect(row.targets[0]?.rules).toEqual([
      {
        id: "inforouter.delete-upload-handler.a",
        level: "MUST",
        verdict: "fail",
        title: "A deleted handler takes no further chunk",
        failures: ["f-get-1"],
      },
      { id: "inforouter.delete-upload-handler.b", level: "MUST", verdict: "pass" },
    ]);
    expect(JSON.stringify(row)).not.toContain(SECRET);
  });

  test.each(Object.entries(SAMPLES))("of %s can be read again as it was", async (_, report) => {
    const shelf = () => folderShelf(folder);
    const folder = await emptyFolder();
    const sealed = sealReport(report);
    const [added] = addRuns(shelf(), [sealed]);
    expect(keptRuns(shelf())).toMatchObject([{ file: added?.file, row: keepRun(sealed) }]);
    expect(verifyRuns(shelf(), undefined, 0)).toMatchObject([{ isWrong: false }]);
  });
});

describe("a history", () => {
  test("keeps a report once, and the oldest stands first however they came", async () => {
    const folder = join(await emptyFolder(), "new", "folder");
    const [first, second] = ["2026-03-01T09:30:00.000Z", "2026-02-01T09:30:00+01:00"].map(reportAt);
    const add = () => addRuns(folderShelf(folder), [first, second, first] as readonly Report[]);
    expect(add().map(({ wasThere }) => wasThere)).toEqual([false, false, true]);
    const files = folderShelf(folder).files;
    expect(files).toEqual([
      expect.stringMatching(/^20260201T083000Z-[0-9a-f]{12}\.json$/),
      expect.stringMatching(/^20260301T093000Z-[0-9a-f]{12}\.json$/),
    ]);
    expect(add().map(({ wasThere }) => wasThere)).toEqual([true, true, true]);
    expect(folderShelf(folder).files).toEqual(files);
    expect(keptRuns(folderShelf(folder)).map(({ row }) => row.report)).toEqual([
      second?.digest,
      first?.digest,
    ]);
  });

  test("puts nobody's name to what somebody else wrote into its file", async () => {
    const folder = await emptyFolder();
    const report = reportAt("2026-03-01T09:30:00.000Z");
    const sign = (text: string): string => `signed: ${text.length}`;
    const add = (signed?: typeof sign) => addRuns(folderShelf(folder), [report], signed);
    const [added] = add();
    const path = join(folder, added?.file ?? "");
    const { digest: _, ...row } = keepRun(report);
    const write = (changed: object): Promise<void> => {
      const content = { ...row, ...changed };
      return writeFile(path, JSON.stringify({ ...content, digest: digestOfKeptRun(content) }));
    };
    await write({ run: { ...row.run, seed: 7 } });
    expect(add()).toMatchObject([{ wasThere: true, isSigned: false }]);
    expect(() => add(sign)).toThrow(/it is not what is kept of the report sha256:/);
    await write({ report: `sha256:${"0".repeat(64)}` });
    expect(() => add()).toThrow(/it is not what is kept of the report sha256:/);
    await write({});
    expect(add(sign)).toMatchObject([{ wasThere: true, isSigned: true }]);
  });

  test("passes over files with other names, and tells one that was changed", async () => {
    const folder = await emptyFolder();
    const shelf = () => folderShelf(folder);
    expect(() => keptRuns(shelf())).toThrow(/there is no run in the folder .*\n.*history add/);
    await writeFile(join(folder, "README.md"), "# Runs");
    const [added] = addRuns(shelf(), [reportAt("2026-03-01T09:30:00.000Z")]);
    const path = join(folder, added?.file ?? "");
    expect(keptRuns(shelf())).toHaveLength(1);
    const text = await readFile(path, "utf8");
    const says = async (changed: string): Promise<string> => {
      await writeFile(path, changed);
      expect(() => keptRuns(shelf())).toThrow(/\n {2}remove this file, and add its report again/);
      const [finding] = verifyRuns(shelf(), undefined, 0);
      expect(finding?.isWrong).toBe(true);
      return finding?.says ?? "";
    };
    expect(await says(text.replace('"fail"', '"pass"'))).toMatch(/^it was changed after it was/);
    expect(await says(text.replace('"seed":42', '"seed":"x"'))).toMatch(/no run as assay history/);
    expect(await says(text.slice(0, -20))).toMatch(/^this is not JSON/);
  });
});
