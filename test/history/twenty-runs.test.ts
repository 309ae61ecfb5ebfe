import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { renderJson } from "../../reporters/json/render-json.ts";
import { folderShelf } from "../../src/history/folder-shelf.ts";
import type { History } from "../../src/history/history.ts";
import { historyOf } from "../../src/history/history-of.ts";
import { keepRun } from "../../src/history/keep-run.ts";
import { keptRuns } from "../../src/history/kept-runs.ts";
import { assay, emptyFolder } from "../cli/assay.ts";
import { GUID_FIRST, instantOf, RUNS, TWICE } from "./twenty-days.ts";
import { twentyReports } from "./twenty-reports.ts";

describe("the history of twenty runs of the reference server", () => {
  let history: History;
  beforeAll(async () => {
    history = historyOf((await twentyReports()).map(keepRun));
  }, 120_000);

  const rule = (id: string) => history.targets[0]?.troubled.find((one) => one.id === id);

  test("says when each rule broke and was mended, as the faults came and went", () => {
    expect(history.runs.map(({ run }) => run.startedAt)).toEqual(
      Array.from({ length: RUNS }, (_, run) => instantOf(run)),
    );
    expect(rule(TWICE)).toMatchObject({
      isBroken: false,
      isFlaky: false,
      breaks: [{ held: 3, firstBad: 4, lastBad: 7, mended: 8, alsoChanged: [] }],
    });
    expect(rule(GUID_FIRST)).toMatchObject({
      isBroken: true,
      isFlaky: true,
      breaks: [
        { held: 9, firstBad: 10, lastBad: 12, mended: 13 },
        { held: 14, firstBad: 15, lastBad: 19, mended: null },
      ],
    });
  });

  test("has what is broken now first, and each target by itself", () => {
    const [reference, second] = history.targets;
    expect(reference?.troubled.map(({ id }) => id)).toEqual([GUID_FIRST, TWICE]);
    expect(second).toMatchObject({ name: "second", troubled: [] });
    expect(second?.points.map(({ run }) => run)).toEqual([17, 18, 19]);
    expect(reference?.points.map(({ counts }) => counts.violated ?? 0)).toEqual([
      ...[0, 0, 0, 0, 1, 1, 1, 1, 0, 0],
      ...[1, 1, 1, 0, 0, 1, 1, 1, 1, 1],
    ]);
    expect(reference?.points[4]?.must).toMatchObject({ hold: 1, judged: 2 });
  });

  test("has a time for each operation and run", () => {
    const trends = history.targets[0]?.timings ?? [];
    const deletes = trends.find(({ operation }) => operation === "DeleteUploadHandler");
    expect(deletes?.binding).toBe("post");
    expect(deletes?.medians).toHaveLength(RUNS);
    expect(deletes?.medians.every((ms) => ms !== null && ms > 0)).toBe(true);
  });
});

describe("the same reports, kept and shown by the command", () => {
  test("the page shows when each rule broke, and needs nothing but itself", async () => {
    const cwd = await emptyFolder();
    const paths = await Promise.all(
      (await twentyReports()).map(async (report, run) => {
        await writeFile(join(cwd, `${run}.json`), renderJson(report));
        return `${run}.json`;
      }),
    );
    const added = await assay(["history", "add", ...paths], { cwd });
    expect(added).toMatchObject({ code: 0, stderr: "" });
    expect(await readdir(join(cwd, "assay-history"))).toHaveLength(RUNS);

    const shown = await assay(["history", "show"], { cwd });
    expect(shown.stdout).toContain("broke 2026-09-05 09:30, mended 2026-09-09 09:30");
    expect(shown.stdout).toContain("broke 2026-09-11 09:30, mended 2026-09-14 09:30");
    expect(shown.stdout).toContain("broke 2026-09-16 09:30, still fails 2026-09-20 09:30");
    expect(shown.stdout).toMatch(/✔ second conforms as far as it was judged: .*\n {2}no rule ever/);

    const site = await assay(["history", "site", "-o", "out"], { cwd });
    expect(site).toMatchObject({ code: 0, stdout: "out/index.html\n", stderr: "" });
    const page = await readFile(join(cwd, "out", "index.html"), "utf8");
    const row = page.split("<tr>").find((text) => text.includes(TWICE)) ?? "";
    const dates = ["2026-09-04", "2026-09-05", "2026-09-08", "2026-09-09"];
    for (const date of dates) expect(row).toMatch(new RegExp(`<td>.*${date} 09:30`));
    expect(page.match(/<rect class="fill v-violated"/g)?.length).toBeGreaterThan(2 * 8);
    expect(page.match(/\b(?:href|src|action)="(?!#|data:,")[^"]*"/g)).toBeNull();
    for (const { row: kept } of keptOf(cwd)) {
      for (const digest of [kept.report, kept.specs.digest, kept.tool.digest ?? "none"]) {
        expect(page).toContain(digest);
      }
    }
  }, 120_000);
});

function keptOf(cwd: string): ReturnType<typeof keptRuns> {
  return keptRuns(folderShelf(join(cwd, "assay-history")));
}
