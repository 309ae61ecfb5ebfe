import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay, type Ended, emptyFolder } from "./assay.ts";

const RULE = "inforouter.delete-upload-handler.guid-before-auth";
const EXAMPLE = join(import.meta.dirname, "..", "..", "examples", "deviations");
const FEW = ["run", "--statement", "DUH-08", "--runs", "5", "--seed", "1"];

const OWN = "inforouter.delete-upload-handler";

const TARGETS = {
  lenient: { embedded: { faults: ["delete-upload-accepts-non-guid"] } },
  faulty: { embedded: { faults: ["delete-upload-checks-ticket-before-guid"] } },
  sound: { embedded: true },
};

async function folder(entries?: string): Promise<string> {
  const cwd = await emptyFolder();
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: TARGETS }));
  if (entries !== undefined) await writeFile(join(cwd, "known.yaml"), entries);
  return cwd;
}

function judge(cwd: string, target: string, ...more: readonly string[]): Promise<Ended> {
  return assay([...FEW, "--target", target, ...more], { cwd });
}

async function reportIn(cwd: string): Promise<Report> {
  return JSON.parse(await readFile(join(cwd, "assay-report", "report.json"), "utf8")) as Report;
}

describe("known deviations", () => {
  test("the example: a server that hands out handlers without a ticket passes the gate while that is known", async () => {
    const [cwd, other] = [await emptyFolder(), await emptyFolder()];
    await writeFile(join(other, "none.yaml"), "deviations: []\n");
    const which = ["--statement", "CUH-06,CUH-17,CUH-18,DUH-08", "--runs", "5"];
    const by = ["--edition", "2026-02"];
    const args = ["run", "--targets", join(EXAMPLE, "targets.json"), ...by, ...which];
    const [known, unknown] = await Promise.all([
      assay(args, { cwd }),
      assay([...args, "--deviations", "none.yaml"], { cwd: other }),
    ]);
    expect(known.stdout).toMatch(
      /✔ current conforms as far as it was judged, with 5 known\s+deviations/,
    );
    expect(known.code).toBe(0);
    const [target] = (await reportIn(cwd)).targets;
    expect(target?.rules.map(({ verdict }) => verdict)).toContain("fail");
    expect(target?.rules.every(({ verdict, known }) => verdict === "pass" || known)).toBe(true);
    expect(unknown.stdout).toContain("current violates");
    expect(unknown.code).toBe(1);
  });

  test("--update-deviations writes what fails, and prunes what holds by now", async () => {
    const cwd = await folder();
    const update = ["--deviations", "known.yaml", "--update-deviations"];
    const written = await judge(cwd, "faulty", ...update);
    expect(written.stdout).toContain(`known.yaml: 1 added\n  + ${RULE}: unreviewed: expected`);
    expect(written.code).toBe(0);
    const text = await readFile(join(cwd, "known.yaml"), "utf8");
    const today = (await reportIn(cwd)).run.startedAt.slice(0, 10);
    expect(text).toMatch(/^# yaml-language-server: \$schema=\S+deviations\.schema\.json\n/);
    expect(text).toContain(`since: ${today}`);

    await writeFile(join(cwd, "known.yaml"), `# Kept.\n${text}`);
    const stale = await judge(cwd, "sound", "--deviations", "known.yaml", "--format", "junit,md");
    expect(stale.stdout).toContain("1 stale deviation");
    expect(stale.code).toBe(1);
    const last = stale.stdout.trimEnd().split("\n").slice(-5).join("\n").replace(/\s+/g, " ");
    expect(last).toContain("exit 1 nothing is violated, and the run ends with 1 all the same");
    expect(last).toContain(`for 1 stale deviation: ${RULE}. Now it passes: remove its entry`);
    for (const name of ["junit.xml", "report.md"]) {
      const report = await readFile(join(cwd, "assay-report", name), "utf8");
      expect(report).toMatch(/stale deviation/i);
      expect(report).toContain("the run ends with 1 all the same");
    }

    const pruned = await judge(cwd, "sound", ...update);
    expect(pruned.stdout).toContain(`known.yaml: 1 removed\n  - ${RULE}: its rule holds`);
    expect(pruned.code).toBe(0);
    const rest = await readFile(join(cwd, "known.yaml"), "utf8");
    expect(rest).toMatch(/^# Kept\.\n[\s\S]*deviations: \[\]\n$/);
  });

  test("an entry that has expired excuses nothing, and is left to people", async () => {
    const text = `deviations: [{ rule: ${RULE}, reason: agreed, since: 2020-01-01, expires: 2020-12-31 }]\n`;
    const cwd = await folder(text);
    const update = ["--deviations", "known.yaml", "--update-deviations"];
    const expired = await judge(cwd, "faulty", ...update);
    expect(expired.stdout).toContain("Expired deviations");
    expect(expired.stdout).toContain("expired on 2020-12-31, and still fails");
    expect(expired.code).toBe(1);
    expect((await reportIn(cwd)).targets[0]?.deviations).toMatchObject([{ state: "expired" }]);
    expect(await readFile(join(cwd, "known.yaml"), "utf8")).toBe(text);
  });

  test("a rule that a known failure keeps from being judged keeps the gate shut until an entry says so", async () => {
    const known = `deviations:\n  - { rule: ${OWN}.malformed-guid, reason: agreed, since: 2026-01-01 }\n`;
    const because = `  - { rule: ${OWN}.never-issued, because: ${OWN}.malformed-guid, reason: agreed, since: 2026-01-01 }\n`;
    const both = `${OWN}.malformed-guid,${OWN}.never-issued`;
    const on = async (text: string, target: string, rules = both, ...more: readonly string[]) => {
      const cwd = await folder(text);
      const args = ["run", "--runs", "5", "--seed", "1", "--deviations", "known.yaml"];
      const ended = await assay([...args, "--target", target, "--rule", rules, ...more], { cwd });
      return { cwd, code: ended.code, said: ended.stdout.replace(/\s+/g, " ") };
    };
    const written = await on(known, "lenient", both, "--update-deviations");
    const text = await readFile(join(written.cwd, "known.yaml"), "utf8");
    expect(text).toContain(
      `  - rule: ${OWN}.never-issued\n    because: ${OWN}.malformed-guid\n    reason: "unreviewed: cannot be judged, since ${OWN}.malformed-guid fails"\n`,
    );
    const [shut, passes, unknown, alone, mended] = await Promise.all([
      on(known, "lenient"),
      on(text, "lenient"),
      on(`deviations:\n${because}`, "lenient"),
      on(known + because, "lenient", `${OWN}.never-issued`),
      on(known + because, "sound"),
    ]);
    expect(shut.said).toContain(
      `should be refused but got success=true with error ""; ${OWN}.malformed-guid fails for such a call`,
    );
    expect(passes.said).toContain("conforms as far as it was judged, with 1 known deviation:");
    expect(passes.said).toContain("1 not judged because of known failures");
    expect((await reportIn(passes.cwd)).targets[0]?.judged).toMatchObject({
      must: 1,
      applicable: 2,
    });
    expect(mended.said).toContain("2 stale deviations");
    const codes = [written, shut, passes, unknown, alone, mended].map(({ code }) => code);
    expect(codes).toEqual([0, 3, 0, 1, 3, 1]);
  });

  test("another fault under the same rule of a model is new, for the file and against an earlier report", async () => {
    const cwd = await folder();
    const faults = {
      first: "delete-api-unknown-removes-newest",
      second: "delete-api-repeat-succeeds-beside-another",
    };
    for (const [name, fault] of Object.entries(faults)) {
      const targets = { vendor: { embedded: { faults: [fault] } } };
      await writeFile(join(cwd, `${name}.json`), JSON.stringify({ targets }));
    }
    const on = (name: keyof typeof faults, seed: number, out: string, ...more: string[]) => {
      const args = ["run", "--targets", `${name}.json`, "--rule", "apidatatools.*.any-sequence"];
      return assay([...args, "--runs", "10", "--seed", `${seed}`, "--out", out, ...more], { cwd });
    };
    const known = ["--deviations", "known.yaml"];
    const before = await on("first", 1, "before", ...known, "--update-deviations");
    const against = ["--against", "before/report.json", "--fail-on", "new"];
    const [again, other, same, fresh] = await Promise.all([
      on("first", 2, "again", ...known),
      on("second", 2, "other", ...known),
      on("first", 2, "same", ...against),
      on("second", 2, "fresh", ...against),
    ]);
    expect(fresh.stdout).toContain("1 new failure");
    expect(fresh.stdout).toContain("✘ new apidatatools.delete-upload.any-sequence");
    expect(same.stdout).toContain("no failure is new, 1 fails as before");
    expect(other.stdout).toContain("✘ vendor violates");
    const codes = [before, again, other, same, fresh].map(({ code }) => code);
    expect(codes).toEqual([0, 0, 1, 0, 1]);
  });

  test("a file that cannot be used is exit 2 with the place, before anything is sent", async () => {
    const cwd = await folder(
      "deviations:\n  - rule: inforouter.nothing\n    reason: x\n    since: x\n",
    );
    const refused = (...more: readonly string[]): Promise<Ended> =>
      assay([...FEW, "--target", "sound", ...more], { cwd });
    const [wrong, missing, nowhere] = await Promise.all([
      refused("--deviations", "known.yaml"),
      refused("--deviations", "none.yaml"),
      refused("--update-deviations"),
    ]);
    expect(wrong.stderr).toContain("known.yaml:4:12: ");
    expect(missing.stderr).toContain("there is no deviations file none.yaml");
    expect(nowhere.stderr).toContain('"sound" has no deviations file to update');
    expect([wrong, missing, nowhere].map(({ code }) => code)).toEqual([2, 2, 2]);
  });
});
