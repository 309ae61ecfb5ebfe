import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay, emptyFolder } from "./assay.ts";

const RUN = ["run", "-r", "*.delete-upload-handler.twice", "--runs", "2", "-q"];

async function folderWith(run: object): Promise<string> {
  const cwd = await emptyFolder();
  const targets = { a: { embedded: true }, b: { embedded: true, minJudged: "0.1%" } };
  await writeFile(
    join(cwd, "targets.json"),
    JSON.stringify({ default: ["a", "b"], run, targets }, null, 2),
  );
  return cwd;
}

async function reportOf(cwd: string, folder: string): Promise<Report> {
  return JSON.parse(await readFile(join(cwd, folder, "report.json"), "utf8")) as Report;
}

test("what the command line does not say is as the targets file has it", async () => {
  const cwd = await folderWith({ format: ["md"], seed: 7, out: "out", minJudged: "50%" });
  const ended = await assay(RUN, { cwd });
  // One of all rules is less than half; a target's own share goes before that of the file.
  expect(ended).toMatchObject({ code: 3 });
  expect(existsSync(join(cwd, "out", "report.md"))).toBe(true);
  const { run, targets } = await reportOf(cwd, "out");
  expect(run.seed).toBe(7);
  expect(targets.map(({ judged }) => judged.least)).toEqual([50, 0.1]);

  const given = ["-s", "8", "-o", "other", "-f", "csv", "--min-judged", "0.1%"];
  expect(await assay([...RUN, ...given], { cwd })).toMatchObject({ code: 0 });
  expect((await reportOf(cwd, "other")).run.seed).toBe(8);
  expect(existsSync(join(cwd, "other", "report.csv"))).toBe(true);
  expect(existsSync(join(cwd, "other", "report.md"))).toBe(false);
});

test("an edition that no rule file has is told with its place, on the command line without", async () => {
  const cwd = await folderWith({ edition: "2026-20" });
  const ended = await assay(RUN, { cwd });
  expect(ended).toMatchObject({ code: 2 });
  expect(ended.stderr).toMatch(/targets\.json:7:\d+: no edition "2026-20"\s+did you mean/);
  const given = await assay([...RUN, "--edition", "2026-20"], { cwd });
  expect(given.stderr).toMatch(/^error: no edition/);
});
