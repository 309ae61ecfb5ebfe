import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import type { Report } from "../../src/model/report.ts";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { compileSchema } from "../../src/schema/validate.ts";
import { assay, emptyFolder } from "./assay.ts";
import { servedTarget } from "./served-target.ts";

const LOCK = ".assay-writes-here";
const POLL_MS = 20;
const FILTER = ["--operation", "DeleteUploadHandler", "--binding", "get", "--runs", "5"];

async function filesOf(folder: string): Promise<readonly string[]> {
  return existsSync(folder) ? readdir(folder) : [];
}

async function readReport(path: string): Promise<Report> {
  const text = await readFile(path, "utf8");
  expect(compileSchema(reportSchema)(parseJsonDocument("report.json", text))).toEqual([]);
  return JSON.parse(text) as Report;
}

test("two runs at once in one folder keep a whole report each", async () => {
  const { cwd, staged } = await servedTarget();
  const ended = await Promise.all([
    assay(["run", "--seed", "1", ...FILTER], { cwd }),
    assay(["run", "--seed", "2", ...FILTER], { cwd }),
  ]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0]);
  const paths = ended.map(({ stdout }) => /report +(\S+\/report\.json)/.exec(stdout)?.[1] ?? "");
  expect(new Set(paths).size).toBe(2);
  const reports = await Promise.all(paths.map((path) => readReport(join(cwd, path))));
  expect(reports.map(({ run }) => run.seed)).toEqual([1, 2]);
  expect(ended.filter(({ stderr }) => stderr.includes("another run"))).toHaveLength(1);
  expect(await staged()).toEqual([]);
  expect(existsSync(join(cwd, ".assay"))).toBe(false);
  expect((await readdir(cwd)).sort()).toEqual(["assay-report", "targets.json"]);
});

test("an output folder that becomes a file costs no report, and no exit code 0", async () => {
  const { cwd } = await servedTarget();
  const out = join(cwd, "assay-report");
  const ended = await assay(["run", ...FILTER], {
    cwd,
    onStart: async () => {
      // Not before it is claimed: until then the run ends with an error instead.
      while ((await filesOf(out)).join() !== LOCK) await sleep(POLL_MS);
      await rm(out, { recursive: true });
      await writeFile(out, "a file of somebody");
    },
  });
  expect(ended).toMatchObject({ code: 3 });
  const [, elsewhere = ""] = /could not be written .*; they are in (\S+)/.exec(ended.stderr) ?? [];
  onTestFinished(() => rm(elsewhere, { recursive: true, force: true }));
  expect((await readReport(join(elsewhere, "report.json"))).run.complete).toBe(true);
  expect(ended.stdout).toContain(join(elsewhere, "report.json"));
});

test("an output folder that cannot be written is an error before any request", async () => {
  const cwd = await emptyFolder();
  const targets = { acme: { services: { inforouter: { baseUrl: "http://127.0.0.1:1" } } } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  // Also the superuser makes no folder below a file.
  const ended = await assay(["run", "--out", "targets.json/reports"], { cwd });
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toMatch(/cannot be written to "targets\.json\/reports".*\n.*--out/);
});
