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

test("merge, import har and export keep to it as well", async () => {
  const cwd = await folderWith({ format: ["md"], out: "out", edition: "2026-02" });
  expect(await assay([...RUN, "-s", "1", "--shard", "1/1", "-t", "a"], { cwd })).toMatchObject({
    code: 0,
  });
  expect(await assay(["merge", "out/report.json"], { cwd })).toMatchObject({ code: 0 });
  expect((await reportOf(cwd, "out")).run.command).toBe("assay merge out/report.json");
  expect(existsSync(join(cwd, "out", "report.md"))).toBe(true);

  const har = { log: { version: "1.2", creator: { name: "x", version: "1" }, entries: [] } };
  await writeFile(join(cwd, "traffic.har"), JSON.stringify(har));
  expect(await assay(["import", "har", "traffic.har"], { cwd })).toMatchObject({ code: 3 });
  expect(existsSync(join(cwd, "out", "imported", "report.md"))).toBe(true);
  expect((await reportOf(cwd, join("out", "imported"))).run.edition).toBe("2026-02");
  const given = ["import", "har", "traffic.har", "-o", "other", "-f", "csv", "--edition", "9.0"];
  expect(await assay(given, { cwd })).toMatchObject({ code: 3 });
  expect((await reportOf(cwd, "other")).run.edition).toBe("9.0");
  expect(existsSync(join(cwd, "other", "report.csv"))).toBe(true);
  expect(existsSync(join(cwd, "other", "report.md"))).toBe(false);

  const exported = await assay(["export", "--as", "http"], { cwd });
  expect(exported.stderr).toContain("the report has no failure to export");
});

test("an edition that no rule file has is told with its place, on the command line without", async () => {
  const cwd = await folderWith({ edition: "2026-20" });
  const ended = await assay(RUN, { cwd });
  expect(ended).toMatchObject({ code: 2 });
  expect(ended.stderr).toMatch(/targets\.json:7:\d+: no edition "2026-20"\s+did you mean/);
  const given = await assay([...RUN, "--edition", "2026-20"], { cwd });
  expect(given.stderr).toMatch(/^error: no edition/);
});
