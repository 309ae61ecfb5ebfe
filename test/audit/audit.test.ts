import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type AuditOptions, audit, UsageError } from "../../src/index.ts";
import type { Report } from "../../src/model/report.ts";
import { assay, emptyFolder } from "../cli/assay.ts";

const FAULTS = ["delete-upload-checks-ticket-before-guid", "delete-upload-second-time-fails"];
const SOUND = { sound: { embedded: true } } as const;
const GUID_FIRST = "inforouter.delete-upload-handler.guid-before-auth";

/** A quick audit: one rule, a few cases. */
function quick(options: AuditOptions = {}) {
  return audit({ targets: SOUND, select: { statement: ["DUH-08"] }, runs: 5, seed: 1, ...options });
}

/** What a run found out, without what depends on time, ports and the ids that a server chose. */
function findings({ targets }: Report): unknown {
  return targets.map(({ name, outcome, counts, rules }) => ({
    name,
    outcome,
    counts,
    rules: rules.map(({ id, verdict, bindings, cases, failures }) => ({
      id,
      verdict,
      bindings,
      cases,
      failures: failures.map(({ id, reproduced, counterexample, seed }) => ({
        id,
        reproduced,
        counterexample,
        seed,
      })),
    })),
  }));
}

describe("audit()", () => {
  test("comes to what `assay run` comes to with the same seed", async () => {
    const cwd = await emptyFolder();
    const embedded = { faults: FAULTS };
    const file = { targets: { faulty: { embedded }, sound: { embedded: true } } } as const;
    const rule = ["guid-before-auth", "twice", "invalid-ticket", "malformed-guid"];
    const options = ["--rule", rule.join(","), "--runs", "10"];
    await writeFile(join(cwd, "targets.json"), JSON.stringify(file));
    const [ran, audited] = await Promise.all([
      assay(["run", "--target", "all", ...options, "--seed", "7"], { cwd }),
      audit({
        targets: "targets.json",
        target: ["all"],
        cwd,
        select: { rule },
        runs: 10,
        seed: 7,
      }),
    ]);
    const report = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
    expect(findings(audited.report)).toEqual(findings(JSON.parse(report) as Report));
    expect(audited).toMatchObject({ outcome: "violates", exitCode: ran.code });
    const [faulty] = audited.report.targets;
    const failed = faulty?.rules.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);
    expect(failed).toEqual(expect.arrayContaining([GUID_FIRST]));
  });

  test("has 100 cases of a rule over all of its bindings, and over each as many as it is asked for", async () => {
    const select = { rule: ["inforouter.delete-upload-handler.malformed-guid"] };
    const casesOf = async (options: AuditOptions): Promise<number | undefined> => {
      const { report } = await audit({ targets: SOUND, select, seed: 1, ...options });
      return report.targets[0]?.cases;
    };
    expect(await casesOf({})).toBe(3 * 34);
    expect(await casesOf({ runs: 2 })).toBe(3 * 2);
  });

  test("prints nothing, writes nothing, and listens to no signals", async () => {
    const cwd = await emptyFolder();
    const signals = ["SIGINT", "SIGTERM", "newListener", "exit", "uncaughtException"];
    const listeners = () => signals.map((name) => process.listenerCount(name));
    const before = listeners();
    const during: number[][] = [];
    const result = await quick({ cwd, onVerdict: () => void during.push(listeners()) });
    expect(result).toMatchObject({ outcome: "conforms", exitCode: 0 });
    expect(during).toEqual([before, before, before]);
    expect(listeners()).toEqual(before);
    expect(await readdir(cwd)).toEqual([]);
  });

  test("writes reports where it is asked to", async () => {
    const out = join(await emptyFolder(), "reports");
    const { report } = await quick({ out, format: ["junit"] });
    const written = JSON.parse(await readFile(join(out, "report.json"), "utf8")) as Report;
    expect(written).toEqual(JSON.parse(JSON.stringify(report)));
    expect((await readdir(out)).sort()).toEqual(["junit.xml", "report.json"]);
    const inFile = join(out, "report.json", "reports");
    await expect(quick({ out: inFile })).rejects.toThrow(/cannot be written/);
  });

  test("ends with what was judged when it is aborted", async () => {
    const stop = new AbortController();
    const { report, exitCode } = await audit({
      targets: SOUND,
      select: { operation: ["DeleteUploadHandler"] },
      seed: 1,
      signal: stop.signal,
      onVerdict: () => stop.abort(),
    });
    expect({ complete: report.run.complete, exitCode }).toEqual({ complete: false, exitCode: 130 });
    const reasons = report.targets.flatMap(({ rules }) => rules.map(({ reason }) => reason));
    expect(reasons).toContain("the run ended before it was judged");
  });

  test("takes known deviations as they are in the file, and says which", async () => {
    const targets = { faulty: { embedded: { faults: FAULTS } } };
    const entry = { rule: GUID_FIRST, reason: "agreed", since: "2026-01-01" };
    const known = await quick({ targets, deviations: [entry] });
    expect(known).toMatchObject({ outcome: "conforms", exitCode: 0 });
    expect(known.report.targets[0]?.deviations).toMatchObject([{ ...entry, state: "used" }]);
    const first = await quick({ targets, maxFailures: 1 });
    const goesOn = await quick({ targets, maxFailures: 1, deviations: [entry] });
    expect([first, goesOn].map(({ report }) => report.run.complete)).toEqual([false, true]);
    const stale = await quick({ deviations: [entry] });
    expect(stale.exitCode).toBe(1);
  });

  test("says in the report what could not be reached, and does not reject", async () => {
    const users = { owner: { uid: "alice", pwd: "pa55word" } };
    const inforouter = { baseUrl: "http://127.0.0.1:1/srv.asmx", users };
    const { report, outcome, exitCode } = await quick({
      targets: { down: { services: { inforouter } } },
    });
    expect({ outcome, exitCode }).toEqual({ outcome: "incomplete", exitCode: 3 });
    expect(report.targets[0]?.reason).toContain("nothing listens there");
  });

  test.each<[string, AuditOptions, RegExp]>([
    [
      "an unknown key of a target",
      { targets: { mine: { embeded: true } as object } },
      /targets\.mine\.embeded: unknown key[\s\S]*did you mean "embedded"/,
    ],
    ["no targets file", { cwd: "/", targets: "none.json" }, /there is no none\.json/],
    ["an unknown target", { target: ["sund"] }, /did you mean "sound"/],
    ["an unknown rule", { select: { rule: ["guid-befor-auth"] } }, /no rule "guid-befor-auth"/],
    [
      "a server on another host",
      { targets: { far: { services: { inforouter: { baseUrl: "http://192.0.2.1/srv.asmx" } } } } },
      /"far" is on another host[\s\S]*iMayTestThisTarget/,
    ],
    [
      "a deviation of a rule that is none",
      { deviations: [{ rule: "zzz", reason: "x", since: "2026-01-01" }] },
      /deviations\.0\.rule: unknown rule "zzz"/,
    ],
    ["an option that is none", { tagets: SOUND } as AuditOptions, /did you mean "targets"/],
    ["no cases", { runs: 0 }, /runs is 0/],
    ["an unknown fault", { targets: { x: { embedded: { faults: ["nope"] } } } }, /nope/],
  ])("rejects %s, with what to do", async (_, options, message) => {
    const rejection = await quick(options).catch((error: unknown) => error);
    expect(rejection).toBeInstanceOf(UsageError);
    expect((rejection as UsageError).message).toMatch(message);
  });
});
