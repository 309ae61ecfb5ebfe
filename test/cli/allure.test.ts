import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { assay, emptyFolder } from "./assay.ts";

const require = createRequire(import.meta.url);
const ALLURE = join(dirname(require.resolve("allure")), "..", "cli.js");

interface AllureReport {
  readonly stats: Readonly<Record<string, number>>;
  readonly names: readonly string[];
  readonly attachments: readonly string[];
}

/** What the npm package `allure` makes of a folder of results. */
async function generate(cwd: string, results: string, output: string): Promise<AllureReport> {
  const args = [ALLURE, "generate", results, "--output", output];
  await promisify(execFile)(process.execPath, args, { cwd });
  const read = async <T>(...path: string[]): Promise<T> =>
    JSON.parse(await readFile(join(cwd, output, ...path), "utf8")) as T;
  const { stats } = await read<AllureReport>("summary.json");
  const { byId } = await read<{ byId: Record<string, { name: string; status: string }> }>(
    "test-results.json",
  );
  const attachments = await readdir(join(cwd, output, "data", "attachments")).catch(() => []);
  return {
    stats,
    names: Object.values(byId)
      .map(({ name, status }) => `${status} ${name}`)
      .sort(),
    attachments: await Promise.all(
      attachments.map((name) => readFile(join(cwd, output, "data", "attachments", name), "utf8")),
    ),
  };
}

test("Allure makes a report of what run and of what report write", async () => {
  const cwd = await emptyFolder();
  const faults = ["delete-upload-checks-ticket-before-guid"];
  await writeFile(
    join(cwd, "targets.json"),
    JSON.stringify({ targets: { faulty: { embedded: { faults } } } }),
  );
  const rules = "*.delete-upload-handler.guid-before-auth,*.delete-upload-handler.twice";
  const run = await assay(
    ["run", "--seed", "1", "--runs", "10", "--rule", rules, "--format", "allure"],
    { cwd },
  );
  expect(run).toMatchObject({ code: 1 });
  const report = ["report", "assay-report/report.json", "--format", "allure", "--out", "again"];
  expect(await assay(report, { cwd })).toMatchObject({ code: 0 });

  const again = await generate(cwd, join("again", "allure-results"), "from-report");
  expect(again.stats).toEqual({ total: 6, failed: 3, passed: 3 });
  expect(again.names[0]).toBe("failed inforouter.delete-upload-handler.guid-before-auth [get]");
  expect(again.attachments).toHaveLength(3);
  for (const text of again.attachments) expect(text).toMatch(/^expected {6}error "bad Request"/);

  const first = await generate(cwd, join("assay-report", "allure-results"), "from-run");
  expect(first.names).toEqual(expect.arrayContaining([...again.names]));
});
