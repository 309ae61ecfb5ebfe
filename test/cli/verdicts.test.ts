import { existsSync } from "node:fs";
import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import type { Report } from "../../src/model/report.ts";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { compileSchema } from "../../src/schema/validate.ts";
import { assay, emptyFolder } from "./assay.ts";

const FAULT = "api-404-is-html";

/** A server of which several rules fail, one after the other, and others pass. */
async function faultyFolder(): Promise<string> {
  const cwd = await emptyFolder();
  const targets = { acme: { embedded: { faults: [FAULT] } } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  return cwd;
}

const RUN = ["run", "--service", "apidatatools", "--runs", "10", "--seed", "1"];

async function reportAt(path: string): Promise<Report> {
  const text = await readFile(path, "utf8");
  expect(compileSchema(reportSchema)(parseJsonDocument("report.json", text))).toEqual([]);
  return JSON.parse(text) as Report;
}

test("the verdicts of a run are there while it runs, and gone with its report", async () => {
  const cwd = await faultyFolder();
  const seen: string[] = [];
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      const folder = join(cwd, "assay-report");
      seen.push(...(existsSync(folder) ? await readdir(folder) : []));
      await sleep(50);
    }
  })();
  await assay([...RUN, "--rule", "unknown-id"], { cwd, isFresh: true });
  isOver = true;
  await looking;
  expect(seen).toContain("verdicts.jsonl");
  expect(await readdir(join(cwd, "assay-report"))).toEqual(["report.json"]);
});

test("verdicts that are none are an error with the line; a last line that was cut is not", async () => {
  const cwd = await faultyFolder();
  const file = join(cwd, "verdicts.jsonl");
  await writeFile(file, "{}\n");
  const none = await assay(["report", file], { cwd });
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("verdicts.jsonl:1:1: ")]);
  const missing = await assay(["report", join(cwd, "report.json")], { cwd });
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining(`report ${file}`)]);

  const child = await killedAfterHeader(cwd);
  await appendFile(child, '{"atMs":12,"verd');
  expect(await assay(["report", child], { cwd })).toMatchObject({ code: 130 });
  await appendFile(child, '\n{"atMs":13}\n');
  const broken = await assay(["report", child], { cwd });
  expect([broken.code, broken.stderr]).toEqual([2, expect.stringContaining("not a verdict")]);
});

/** The file of a run that was killed before the first verdict. */
async function killedAfterHeader(cwd: string): Promise<string> {
  const file = join(cwd, "assay-report", "verdicts.jsonl");
  await assay(RUN, {
    cwd,
    onStart: (child) => {
      const timer = setInterval(() => {
        if (!existsSync(file)) return;
        clearInterval(timer);
        child.kill("SIGKILL");
      }, 5);
      child.on("exit", () => clearInterval(timer));
    },
  });
  return file;
}

test("--bail ends the run, and says so; --failed judges what is open, and it goes first", async () => {
  const cwd = await faultyFolder();
  const whole = await assay([...RUN, "--rule", "apidatatools.delete-upload.*"], { cwd });
  expect(whole.code).toBe(1);
  const path = join(cwd, "assay-report", "report.json");
  const first = await reportAt(path);
  const failing = first.targets[0]?.rules.filter(({ verdict }) => verdict === "fail") ?? [];
  expect(failing.length).toBeGreaterThan(1);

  const stopped = await assay([...RUN, "--bail", "--out", "bail"], { cwd });
  expect([stopped.code, stopped.stdout]).toEqual([
    1,
    expect.stringContaining("stopped after 1 violated"),
  ]);
  const { run, targets } = await reportAt(join(cwd, "bail", "report.json"));
  expect(run).toMatchObject({
    complete: false,
    stopped: "after 1 violated MUST rule (--bail)",
  });
  expect(targets[0]?.rules.some(({ verdict }) => verdict === "inconclusive")).toBe(true);

  const again = await assay([...RUN, "--failed"], { cwd });
  expect(again.code).toBe(1);
  const { targets: judged } = await reportAt(path);
  expect(judged[0]?.rules.map(({ id }) => id)).toEqual(failing.map(({ id }) => id));

  await writeFile(
    join(cwd, "targets.json"),
    JSON.stringify({ targets: { acme: { embedded: true } } }),
  );
  expect(await assay([...RUN, "--failed"], { cwd })).toMatchObject({ code: 0 });
  // Of several targets each is judged by what is open of it, and one of which nothing is not at all.
  const several = {
    acme: { embedded: { faults: [FAULT] } },
    other: { embedded: { faults: ["delete-upload-second-time-fails"] } },
    sound: { embedded: true },
  };
  await writeFile(
    join(cwd, "targets.json"),
    JSON.stringify({ default: Object.keys(several), targets: several }),
  );
  const few = ["run", "-r", "*.delete-upload.unknown-id,*.delete-upload.repeat,*-handler.twice"];
  await assay([...few, "--runs", "2", "-s", "1", "-o", "several"], { cwd });
  const openOf = async () =>
    (await reportAt(join(cwd, "several", "report.json"))).targets.map(({ name, rules }) => [
      name,
      rules.filter(({ verdict }) => verdict === "fail").map(({ id }) => id),
    ]);
  const [acme, other, sound] = await openOf();
  expect(sound).toEqual(["sound", []]);
  expect(acme?.[1]).not.toEqual(other?.[1]);
  const own = await assay([...few, "--runs", "2", "-s", "1", "-o", "several", "--failed"], { cwd });
  expect(own).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("sound: nothing failed, and nothing was left open"),
  });
  const { targets: each } = await reportAt(join(cwd, "several", "report.json"));
  expect(each.map(({ name, rules }) => [name, rules.map(({ id }) => id)])).toEqual([acme, other]);

  await writeFile(
    join(cwd, "targets.json"),
    JSON.stringify({ targets: { acme: { embedded: true } } }),
  );
  const nothing = await assay([...RUN, "--failed"], { cwd });
  expect([nothing.code, nothing.stdout]).toEqual([0, expect.stringContaining("nothing failed")]);
  const unknown = await assay([...RUN, "--failed", "--out", "nowhere"], { cwd });
  expect([unknown.code, unknown.stderr]).toEqual([
    2,
    expect.stringContaining("run it once without --failed"),
  ]);
});
