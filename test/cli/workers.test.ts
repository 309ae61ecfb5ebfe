import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { childrenOf } from "../../bench/processor-time.ts";
import { processStamp } from "../../src/config/files/process-stamp.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { Report, RuleReport } from "../../src/model/report.ts";
import { assay, type Ended, emptyFolder } from "./assay.ts";
import { servedTarget } from "./served-target.ts";

const TARGETS = {
  sound: { embedded: true },
  faulty: {
    embedded: { faults: ["delete-upload-checks-ticket-before-guid", "tus-resumable-is-short"] },
  },
};
/** Rules of each kind: MUST and MAY, single bindings and several, control and tables, an invariant; no races. */
const FEW = ["--rule", "*.delete-upload-handler.guid-*,tus.head.*", "--runs", "5"];
/** What takes some seconds. */
const LONG = ["--operation", "CreateUploadHandler,DeleteUploadHandler", "--runs", "60"];
const PASS = '"verdict":"pass"';
const ENDS_MS = 6000;

async function reportIn(cwd: string, out = "assay-report"): Promise<Report> {
  return JSON.parse(await readFile(join(cwd, out, "report.json"), "utf8")) as Report;
}

/** What a server chooses anew, what takes time, and what each worker sends for itself, left out. */
function comparable({ targets, specs, tool }: Report): object {
  return {
    specs,
    tool,
    targets: targets.map((target) => {
      const {
        requests: _,
        timings: __,
        bytesSent: ___,
        link: ____,
        coverage: _____,
        ...rest
      } = target;
      return { ...rest, rules: target.rules.map(lasting) };
    }),
  };
}

function lasting({ durationMs: _, units: __, reason, failures, ...rule }: RuleReport): object {
  return { ...rule, reason: rule.verdict === "fail" ? "" : reason, failures: failures.map(told) };
}

function told({ id, binding, reproduced, counterexample, expected, step, seed }: Failure): object {
  return { id, binding, reproduced, counterexample, expected, step, seed };
}

/** A long run in two workers, and what is done to it once some of its verdicts are there. */
async function disturbed(
  disturb: (run: { readonly pid: number; readonly workers: readonly number[] }) => void,
): Promise<{
  readonly ended: Ended;
  readonly cwd: string;
  readonly workers: readonly number[];
  readonly staged: () => Promise<readonly string[]>;
  readonly tookMs: number;
}> {
  const { cwd, staged } = await servedTarget();
  let workers: readonly number[] = [];
  let since = Number.NaN;
  const ended = await assay(["run", "--seed", "1", ...LONG, "--workers", "2"], {
    cwd,
    onStart: ({ pid = 0 }) => {
      const verdicts = join(cwd, "assay-report", "verdicts.jsonl");
      const look = async (): Promise<void> => {
        const isThere = () => existsSync(verdicts) && readFileSync(verdicts, "utf8").includes(PASS);
        while (!isThere()) await sleep(20);
        workers = childrenOf(pid);
        since = performance.now();
        disturb({ pid, workers });
      };
      void look();
    },
  });
  return { ended, cwd, workers, staged, tookMs: performance.now() - since };
}

async function expectGone(workers: readonly number[]): Promise<void> {
  expect(workers).toHaveLength(2);
  await expect.poll(() => workers.filter((pid) => processStamp(pid) !== undefined)).toEqual([]);
}

describe("assay run --workers", () => {
  test("judges the same as one process, in one report with all formats", async () => {
    const cwd = await emptyFolder();
    await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: TARGETS }));
    const judge = (out: string, ...more: readonly string[]): Promise<Ended> => {
      const line = ["run", "--target", "all", ...FEW, "--seed", "3", "--out", out, ...more];
      return assay(line, { cwd });
    };
    const formats = ["--format", "json,html,junit,md"];
    const [one, two] = [await judge("one"), await judge("two", "--workers", "2", ...formats)];
    expect([one.code, two.code], two.stderr).toEqual([1, 1]);
    const [whole, shared] = [await reportIn(cwd, "one"), await reportIn(cwd, "two")];
    expect(comparable(shared)).toEqual(comparable(whole));
    expect(shared.run).toMatchObject({ seed: 3, complete: true, shard: null });
    expect(shared.targets[1]?.rules.flatMap(({ failures }) => failures).length).toBeGreaterThan(0);
    const files = ["junit.xml", "report.html", "report.json", "report.md"];
    expect(readdirSync(join(cwd, "two")).toSorted()).toEqual(files);
    expect(existsSync(join(cwd, ".assay"))).toBe(false);

    // A shard of it in workers is the same shard.
    const shard = ["--shard", "1/2"];
    await judge("part", ...shard);
    await judge("part-in-two", ...shard, "--workers", "2");
    const [part, inTwo] = [await reportIn(cwd, "part"), await reportIn(cwd, "part-in-two")];
    expect(comparable(inTwo)).toEqual(comparable(part));
    expect(inTwo.run.plan).toBe(part.run.plan);
  });

  test("with a worker that is killed is incomplete, says so, and blames nobody", async () => {
    const { ended, cwd, workers, staged } = await disturbed(({ workers: [first = 0] }) =>
      process.kill(first, "SIGKILL"),
    );
    expect(ended.code, ended.stderr).toBe(3);
    expect(ended.stderr).toMatch(/worker \d of 2 ended before its time \(SIGKILL\)/);
    const { run, targets } = await reportIn(cwd);
    expect(run.complete).toBe(false);
    const rules = targets.flatMap((target) => target.rules);
    expect(rules.filter(({ verdict }) => verdict === "fail")).toEqual([]);
    expect(rules.filter(({ verdict }) => verdict === "pass").length).toBeGreaterThan(0);
    await expectGone(workers);
    // What it made is in the journal of the run.
    if (existsSync(join(cwd, ".assay"))) await assay(["clean"], { cwd });
    expect(await staged()).toEqual([]);
  });

  test("that is interrupted ends in time with what was judged; no command line has a secret", async () => {
    let lines: readonly string[] = [];
    const { ended, cwd, workers, staged, tookMs } = await disturbed((run) => {
      lines = run.workers.map((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
      process.kill(run.pid, "SIGINT");
    });
    for (const line of lines) expect(line).toMatch(/main\.js\0worker\0$/);
    expect(ended.code, ended.stderr).toBe(130);
    expect(tookMs).toBeLessThan(ENDS_MS);
    expect((await reportIn(cwd)).run.complete).toBe(false);
    await expectGone(workers);
    if (existsSync(join(cwd, ".assay"))) await assay(["clean"], { cwd });
    expect(await staged()).toEqual([]);
  });

  test("that is killed leaves its verdicts, and no worker", async () => {
    const { ended, cwd, workers, staged } = await disturbed(
      ({ pid }) => void process.kill(pid, "SIGKILL"),
    );
    expect(ended.code).toBe(null);
    await expectGone(workers);
    const verdicts = join("assay-report", "verdicts.jsonl");
    const shown = await assay(["report", verdicts, "--format", "json"], { cwd });
    expect(shown.code, shown.stderr).toBe(130);
    const [target] = (await reportIn(cwd)).targets;
    expect(target?.cases).toBeGreaterThan(0);
    expect(await assay(["clean"], { cwd })).toMatchObject({ code: 0 });
    expect(await staged()).toEqual([]);
  });

  test("judges a server with one session for each user in one process", async () => {
    const { cwd } = await servedTarget({ oneSessionPerUser: true });
    const few = ["--operation", "AuthenticateUser", "--runs", "1", "--workers", "2"];
    const { code, stderr } = await assay(["run", ...few], { cwd });
    expect([0, 3]).toContain(code);
    expect(stderr).toContain("acme: one worker, because a login ends the session before it");
  });

  test.each([
    [["run", "--workers", "0"], "A whole number is needed"],
    [["run", "--workers", "2", "--format", "allure"], "leave out --workers"],
    [["fuzz", "--workers", "2"], "unknown option '--workers'"],
    [["worker"], "started by a run"],
  ])("is refused where it makes no sense: %j", async (line, why) => {
    const cwd = await emptyFolder();
    await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: TARGETS }));
    const { code, stderr } = await assay(line, { cwd, isFresh: line[0] === "worker" });
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
  });
});
