import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay, emptyFolder } from "./assay.ts";

const RULES = ["--rule", "*.delete-upload-handler.twice", "--rule", "*.guid-forms-answered"];
const FAULTS = ["delete-upload-second-time-fails", "delete-upload-bad-guid-other-text"];

test("export writes what was asked for, and tells what it cannot and what it does not know", async () => {
  const cwd = await emptyFolder();
  const targets = { targets: { faulty: { embedded: { faults: FAULTS } } } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify(targets));
  const run = ["run", ...RULES, "--binding", "post", "--runs", "2", "--seed", "1", "--quiet"];
  expect(await assay(run, { cwd })).toMatchObject({ code: 1 });
  const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  const failures = (JSON.parse(text) as Report).targets.flatMap(({ rules }) =>
    rules.flatMap((rule) => rule.failures.map(({ id }) => [rule.id, id] as const)),
  );
  const idOf = (rule: string): string => failures.find(([name]) => name.endsWith(rule))?.[1] ?? "";
  const [twice, forms] = [idOf(".twice"), idOf(".guid-forms-answered")];

  const all = await assay(["export", "--as", "pytest", "--out", "tests"], { cwd });
  expect(all).toMatchObject({ code: 0, stdout: `${join("tests", "test_assay_failures.py")}\n` });
  expect(all.stderr).toMatch(/^left out: \S+guid-forms-answered on post \(\w+\): what is wrong is/);

  const named = await assay(["export", "--as", "vitest", "--out", "a/b.test.mjs", twice], { cwd });
  expect(named).toMatchObject({ code: 0, stdout: `${join("a", "b.test.mjs")}\n`, stderr: "" });
  expect(await readdir(join(cwd, "a"))).toEqual(["b.test.mjs"]);

  const printed = await assay(["export", "--as", "hurl", twice], { cwd });
  expect(printed.code).toBe(0);
  expect(printed.stdout).toContain("POST {{SERVER_URL}}/srv.asmx/DeleteUploadHandler");

  const cannot = await assay(["export", "--as", "hurl", twice, forms], { cwd });
  expect(cannot).toMatchObject({ code: 2, stdout: "" });
  expect(cannot.stderr).toContain("no test as hurl can say inforouter.delete-upload-handler");

  const unknown = await assay(["export", "--as", "http", `${twice.slice(0, -1)}x`], { cwd });
  expect(unknown).toMatchObject({ code: 2, stdout: "" });
  expect(unknown.stderr).toContain(`did you mean "${twice}"?`);

  const other = await assay(["export", "--as", "http", "--target", "other"], { cwd });
  expect(other).toMatchObject({ code: 2 });
  expect(other.stderr).toContain('no target "other"');

  expect(await assay(["export", "--as", "junit"], { cwd })).toMatchObject({ code: 2 });
  expect(await assay(["export"], { cwd })).toMatchObject({ code: 2 });
});
