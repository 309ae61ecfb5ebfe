import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Failure } from "../../src/model/failure.ts";
import type { Report, RuleReport } from "../../src/model/report.ts";
import { assay, type Ended, emptyFolder } from "./assay.ts";

const TARGETS = {
  sound: { embedded: true },
  faulty: { embedded: { faults: ["delete-upload-checks-ticket-before-guid"] } },
};
/** Rules of each kind: MUST and MAY, single bindings and several, control and tables; no races. */
const FEW = ["--rule", "*.delete-upload-handler.guid-*", "--runs", "5"];
const SHARDS = [1, 2];

async function folder(): Promise<string> {
  const cwd = await emptyFolder();
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: TARGETS }));
  return cwd;
}

async function reportIn(cwd: string, out: string): Promise<Report> {
  return JSON.parse(await readFile(join(cwd, out, "report.json"), "utf8")) as Report;
}

/** What a server chooses anew, what takes time, and what each shard sends for itself, left out. */
function comparable({ targets, specs, tool }: Report): object {
  return {
    specs,
    tool,
    targets: targets.map(({ requests: _, timings: __, bytesSent: ___, link: ____, ...target }) => ({
      ...target,
      rules: target.rules.map(lasting),
    })),
  };
}

function lasting({ durationMs: _, reason, failures, ...rule }: RuleReport): object {
  return { ...rule, reason: rule.verdict === "fail" ? "" : reason, failures: failures.map(told) };
}

function told({ id, binding, reproduced, counterexample, expected, step, seed }: Failure): object {
  return { id, binding, reproduced, counterexample, expected, step, seed };
}

describe("all shards", () => {
  test("merged are the run without shards, rule by rule", async () => {
    const cwd = await folder();
    const judge = (out: string, ...more: readonly string[]): Promise<Ended> =>
      assay(["run", "--target", "all", ...FEW, "--seed", "3", "--out", out, ...more], { cwd });
    const [whole, ...shards] = await Promise.all([
      judge("whole"),
      ...SHARDS.map((index) => judge(`shard-${index}`, "--shard", `${index}/2`)),
    ]);
    expect(whole?.code).toBe(1);
    expect(shards.map(({ code }) => code)).toContain(1);
    expect(shards.filter(({ code }) => code !== 0 && code !== 1 && code !== 3)).toEqual([]);
    const paths = SHARDS.map((index) => join(`shard-${index}`, "report.json"));
    const merged = await assay(["merge", ...paths.toReversed(), "--out", "merged"], { cwd });
    expect(merged.stdout).toContain("✘ faulty violates");
    expect(merged.code).toBe(1);
    const report = await reportIn(cwd, "merged");
    expect(comparable(report)).toEqual(comparable(await reportIn(cwd, "whole")));
    expect(report.run).toMatchObject({ seed: 3, complete: true, shard: null });
    expect(report.targets[1]?.rules.flatMap(({ failures }) => failures).length).toBeGreaterThan(0);

    const units = (of: Report): number =>
      of.targets.flatMap(({ rules }) => rules.flatMap((rule) => Object.keys(rule.bindings))).length;
    const parts = await Promise.all(SHARDS.map((index) => reportIn(cwd, `shard-${index}`)));
    expect(parts.map(({ run }) => run.shard)).toEqual(["1/2", "2/2"]);
    expect(parts.map(units).reduce((sum, n) => sum + n)).toBe(units(report));

    // Balanced by the times of a report, they are the same run in other parts.
    const costs = ["--shard-costs", join("whole", "report.json")];
    await Promise.all(
      SHARDS.map((index) => judge(`timed-${index}`, "--shard", `${index}/2`, ...costs)),
    );
    const timed = SHARDS.map((index) => join(`timed-${index}`, "report.json"));
    expect(await assay(["merge", ...timed, "--out", "timed"], { cwd })).toMatchObject({ code: 1 });
    expect(comparable(await reportIn(cwd, "timed"))).toEqual(comparable(report));

    const missing = ["--fail-on", "never", "--out", "some"];
    const some = await assay(["merge", ...paths.slice(1), ...missing], { cwd });
    expect(some.code).toBe(3);
    expect(some.stdout.replace(/\s+/g, " ")).toContain("shard 1/2 is missing");
    expect((await reportIn(cwd, "some")).targets[0]).toMatchObject({ outcome: "incomplete" });
    const twice = await assay(["merge", ...paths, paths[0] ?? ""], { cwd });
    expect(twice.code).toBe(2);
    expect(twice.stderr).toContain("shard 1/2 is there twice");
  });
});

describe("--shard", () => {
  test("takes the index of a pod, and a dry run keeps to it", async () => {
    const cwd = await folder();
    const dry = (shard: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
      assay(["run", "--target", "sound", ...FEW, "--seed", "3", "--dry-run", "--shard", shard], {
        cwd,
        env,
      });
    const [named, indexed] = await Promise.all([
      dry("2/3"),
      dry("job/3", { JOB_COMPLETION_INDEX: "1" }),
    ]);
    const said = /([\d,]+) rules, ([\d,]+) cases/;
    expect(named.code).toBe(0);
    expect(said.exec(indexed.stdout)?.[0]).toBe(said.exec(named.stdout)?.[0]);
  });

  test("takes what rules cost from a report that is one, and only for shards", async () => {
    const cwd = await folder();
    const run = ["run", "--target", "sound", ...FEW, "--seed", "3", "--shard-costs", "old.json"];
    const whole = await assay(run, { cwd });
    expect([whole.code, whole.stderr]).toEqual([2, expect.stringContaining("--shard I/N")]);
    const absent = await assay([...run, "--shard", "1/2"], { cwd });
    expect([absent.code, absent.stderr]).toEqual([2, expect.stringContaining("old.json")]);
    await writeFile(join(cwd, "old.json"), "{}");
    const other = await assay([...run, "--shard", "1/2"], { cwd });
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining("not a report")]);
  });

  test("of a part without a rule is incomplete, starts no server, and takes nothing from the whole", async () => {
    const cwd = await emptyFolder();
    const services = { inforouter: { baseUrl: "http://127.0.0.1:1/srv.asmx" } };
    const targets = { sound: { embedded: true }, gone: { services } };
    await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
    const one = ["--rule", "*.delete-upload-handler.guid-before-auth", "--binding", "get"];
    const judge = (command: string, target: string, index: number): Promise<Ended> => {
      const shard = ["--seed", "1", "--shard", `${index}/2`, "--out", `${target}-${index}`];
      return assay([command, "--target", target, ...one, ...shard], { cwd });
    };
    const ended = await Promise.all([judge("run", "sound", 1), judge("run", "sound", 2)]);
    expect(ended.map(({ code }) => code).toSorted()).toEqual([0, 3]);
    const at = ended.findIndex(({ code }) => code === 3) + 1;
    const said = `no rule falls to shard ${at}/2`;
    expect(ended[at - 1]?.stdout).toContain(`? sound incomplete: ${said}`);
    const paths = [1, 2].map((index) => join(`sound-${index}`, "report.json"));
    const merged = await assay(["merge", ...paths], { cwd });
    expect(merged).toMatchObject({ code: 0 });
    expect(merged.stdout).not.toContain(said);

    // Nothing listens there: whoever asked it would say so.
    const idle = await judge("run", "gone", at);
    expect(idle.code).toBe(3);
    expect(idle.stdout).toContain(`? gone incomplete: ${said}`);
    const fuzzed = await judge("fuzz", "gone", at);
    expect(fuzzed.code).toBe(3);
    expect(fuzzed.stdout).toContain("no rule falls to shard");
  });
});
