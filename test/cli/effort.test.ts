import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay } from "./assay.ts";
import { servedTarget } from "./served-target.ts";

const RULES = "inforouter.delete-upload-handler.*,inforouter.get-download-handler.*";
const RUN = ["run", "--seed", "3", "--binding", "get", "--rule", RULES];

async function targetIn(cwd: string, folder = "assay-report") {
  const text = await readFile(join(cwd, folder, "report.json"), "utf8");
  const [target] = (JSON.parse(text) as Report).targets;
  if (!target) throw new Error("no target");
  return target;
}

/** What a run judged: everything but how long it took. */
function judgedIn({ rules, cases, counts }: Awaited<ReturnType<typeof targetIn>>): unknown {
  return { cases, counts, rules: rules.map(({ durationMs: _, ...rule }) => rule) };
}

test("what there is no time for is planned, said, and given again it gives the same cases", async () => {
  const { cwd } = await servedTarget({ delayOf: () => 30 });
  const planned = await assay([...RUN, "--time", "2s", "--out", "planned"], { cwd });
  const first = await targetIn(cwd, "planned");
  const { plan } = first;
  expect(plan?.of).toBe(100);
  expect(plan?.cases).toBeLessThan(100);
  expect(plan?.requestMs).toBeGreaterThanOrEqual(29);
  const words = `${plan?.cases} of 100 cases for each property, because a request takes`;
  expect(planned.stderr).toContain(words);
  expect(planned.stdout).toContain(words);

  const again = await assay([...RUN, "--plan", "planned/report.json", "--out", "again"], { cwd });
  expect(again.code).toBe(planned.code);
  const second = await targetIn(cwd, "again");
  expect(judgedIn(second)).toEqual(judgedIn(first));
  expect(second.plan).toEqual({
    cases: plan?.cases,
    of: 100,
    ...(plan?.most === undefined ? {} : { most: plan.most }),
    ...(plan?.longest === undefined ? {} : { longest: plan.longest }),
    spread: true,
  });
});

test("a fast server is judged by all cases, and by so many as --plan says", async () => {
  const { cwd } = await servedTarget();
  await assay([...RUN, "--out", "all"], { cwd });
  await assay([...RUN, "--thorough", "--out", "thorough"], { cwd });
  await assay([...RUN, "--plan", "2", "--out", "two"], { cwd });
  await assay([...RUN, "--runs", "2", "--out", "runs"], { cwd });
  const all = await targetIn(cwd, "all");
  expect(all.plan).toBeUndefined();
  expect(judgedIn(all)).toEqual(judgedIn(await targetIn(cwd, "thorough")));
  const two = await targetIn(cwd, "two");
  expect(two.plan).toEqual({ cases: 2, of: 100, spread: true });
  expect(judgedIn(two)).toEqual(judgedIn(await targetIn(cwd, "runs")));
});

test("a slow operation holds the others up no longer than it may, and its rules say why", async () => {
  const { cwd } = await servedTarget({
    delayOf: ({ url = "" }) => (url.includes("/GetDownloadHandler?") ? 1_500 : 0),
  });
  const started = performance.now();
  const run = await assay([...RUN, "--time", "12s"], { cwd });
  expect(performance.now() - started).toBeLessThan(90_000);
  const { rules, plan } = await targetIn(cwd);
  expect(Object.keys(plan?.slow ?? {})).toEqual(["inforouter/GetDownloadHandler"]);
  const open = rules.filter(({ verdict }) => verdict === "inconclusive");
  expect(open.length).toBeGreaterThan(0);
  for (const { reason } of open) {
    expect(reason).toMatch(/^there was no time for it: .*since GetDownloadHandler is slow/);
  }
  // Its calls are what takes the time, also where another operation is what is judged.
  const asksIt = /\.handlers-of-downloads$/;
  const others = rules.filter(
    ({ operation, id }) => operation === "DeleteUploadHandler" && !asksIt.test(id),
  );
  expect(others.filter(({ verdict }) => verdict === "inconclusive")).toEqual([]);
  expect(run.stderr).toMatch(/all cases but of what is slow \(GetDownloadHandler [12]\.\d s\)/);
});

test.each([
  [["--time", "soon"], "is not a duration"],
  [["--time", "10s", "--thorough"], "cannot be used with"],
  [["--plan", "3", "--runs", "3"], "cannot be used with"],
  [["--plan", "nowhere.json"], "cannot read the report"],
  [["--time", "10s", "--seed", "1", "--shard", "1/2"], "cannot be used with"],
])("%j is refused", async (options, why) => {
  const { cwd } = await servedTarget();
  const { code, stderr } = await assay(["run", ...options], { cwd });
  expect(stderr).toContain(why);
  expect(code).toBe(2);
});

test("a rule has its cases over all bindings together, unless all are asked for", async () => {
  const { cwd } = await servedTarget();
  const rule = "inforouter.delete-upload-handler.malformed-guid";
  const run = ["run", "--seed", "3", "--rule", rule, "--out"];
  const casesOf = async (out: string, ...more: readonly string[]): Promise<number> => {
    await assay([...run, out, ...more], { cwd });
    return (await targetIn(cwd, out)).cases;
  };
  expect(await casesOf("spread")).toBe(3 * 34);
  expect(await casesOf("again", "--plan", "spread/report.json")).toBe(3 * 34);
  expect(await casesOf("few", "--plan", "12")).toBe(3 * 4);
  expect(await casesOf("thorough", "--thorough")).toBe(3 * 100);
  expect(await casesOf("runs", "--runs", "20")).toBe(3 * 20);
  expect(await casesOf("one", "--binding", "post")).toBe(100);
});
