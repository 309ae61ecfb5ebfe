import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";
import { assay, type Ended, emptyFolder } from "./assay.ts";

const HELD = reportOf([targetOf("acme", "conforms", [ruleOf("a"), ruleOf("b")])]);
const BROKEN = reportOf([
  targetOf("acme", "violates", [
    ruleOf("a", { verdict: "fail", failures: [failureOf("get")] }),
    ruleOf("b"),
  ]),
]);

/** A folder with the files named; a report becomes JSON. */
async function folder(files: Readonly<Record<string, Report | string>>): Promise<string> {
  const cwd = await emptyFolder();
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    await writeFile(join(cwd, name), text);
  }
  return cwd;
}

async function diff(cwd: string, ...args: readonly string[]): Promise<Ended> {
  return assay(["diff", ...args], { cwd });
}

describe("assay diff", () => {
  test("ends with 1 on a regression, shows it and how to look closer", async () => {
    const cwd = await folder({ "old.json": HELD, "new.json": BROKEN });
    const ended = await diff(cwd, "old.json", "new.json");
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain("✘ acme: 1 rule regressed");
    expect(ended.stdout).toContain("[901] Session expired");
    expect(ended.stdout).toContain("assay replay new.json f-get-1");
    expect(ended.stdout).not.toContain("\u001b");
  });

  test("ends with 0 on a fix", async () => {
    const cwd = await folder({ "old.json": BROKEN, "new.json": HELD });
    const fixed = await diff(cwd, "old.json", "new.json");
    expect(fixed).toMatchObject({ code: 0 });
    expect(fixed.stdout).toContain("✔ acme: nothing regressed, 1 fixed");
  });

  test("colours where FORCE_COLOR, or a terminal, asks it to", async () => {
    const cwd = await folder({ "old.json": HELD, "new.json": BROKEN });
    const env = { FORCE_COLOR: "1", NO_COLOR: "" };
    const args = ["diff", "old.json", "new.json"];
    expect((await assay(args, { cwd, env })).stdout).toContain("\u001b[31m");
  });

  test("prints one other format, or writes several", async () => {
    const cwd = await folder({ "old.json": HELD, "new.json": BROKEN });
    const printed = await diff(cwd, "old.json", "new.json", "--format", "json");
    expect(printed.code).toBe(1);
    expect(JSON.parse(printed.stdout)).toMatchObject({ format: "assay-diff", regressed: true });
    const several = ["--format", "md,json,html,text"];
    const refused = await diff(cwd, "old.json", "new.json", ...several);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain("give --out a folder");
    const written = await diff(cwd, "old.json", "new.json", ...several, "--out", "out");
    expect(written.code).toBe(1);
    const text = (name: string) => readFile(join(cwd, "out", name), "utf8");
    expect(await text("diff.md")).toContain("# ✘ Assay: acme");
    expect(await text("diff.html")).toContain("<!doctype html>");
    expect(await text("diff.txt")).toContain("✘ acme");
    expect(await text("diff.json")).toBe(printed.stdout);
  });

  test("compares the targets that are asked for", async () => {
    const both = reportOf(
      [...HELD.targets, ...BROKEN.targets].map((one, at) => ({ ...one, name: `t${at}` })),
    );
    const cwd = await folder({ "both.json": both });
    const ended = await diff(cwd, "both.json", "both.json", "--target", "t0=t1");
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain("✘ t0 → t1: 1 rule regressed");
    const typo = await diff(cwd, "both.json", "both.json", "--target", "t0=t11");
    expect(typo).toMatchObject({ code: 2 });
    expect(typo.stderr).toContain('did you mean "t1"?');
  });

  test("ends with 2 on what is no report of this version", async () => {
    const cwd = await folder({
      "old.json": HELD,
      "bad.json": JSON.stringify({ ...HELD, formatVersion: 3 }),
    });
    const ended = await diff(cwd, "old.json", "bad.json");
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain("format version 3");
    const missing = await diff(cwd, "none.json", "old.json");
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('cannot read the report "none.json"');
  });
});

describe("--fail-on new", () => {
  const FEW = ["--statement", "DUH-08", "--runs", "5", "--seed", "1"];
  const judge = (cwd: string, target: string, ...more: readonly string[]): Promise<Ended> =>
    assay(["run", "--target", target, ...FEW, ...more], { cwd });

  test("ends with 1 only for failures that the earlier report does not have", async () => {
    const cwd = await emptyFolder();
    const faulty = { embedded: { faults: ["delete-upload-checks-ticket-before-guid"] } };
    await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: { faulty } }));
    const less = await judge(cwd, "faulty", "--binding", "get", "--out", "less");
    expect(less.code).toBe(1);
    const against = ["--fail-on", "new", "--against", join("less", "report.json")];

    const more = await judge(cwd, "faulty", "--binding", "get,post", ...against);
    expect(more.stdout).toMatch(
      /✘ new inforouter\.delete-upload-handler\.guid-before-auth on post$/m,
    );
    expect(more.code).toBe(1);

    // The earlier report may lie where the new one goes.
    const over = await judge(cwd, "faulty", "--binding", "get", ...against, "--out", "less");
    expect(over.stdout).toMatch(
      /against +less\/report.json: no failure is new, \d+ fails? as before/,
    );
    expect(over.code).toBe(0);
    const fuzzed = await assay(
      [
        "fuzz",
        "--time",
        "1s",
        "--target",
        "faulty",
        ...FEW.slice(0, 2),
        "--seed",
        "1",
        "--binding",
        "get",
        ...against,
      ],
      { cwd },
    );
    expect(fuzzed).toMatchObject({ code: 0 });
  });

  test("without an earlier report is an error, before anything is sent", async () => {
    const cwd = await emptyFolder();
    await writeFile(
      join(cwd, "targets.json"),
      JSON.stringify({ targets: { a: { embedded: true } } }),
    );
    const args = ["run", "--target", "a", ...FEW, "--fail-on", "new"];
    const ended = await assay(args, { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain("--against");
    expect(existsSync(join(cwd, "assay-report"))).toBe(false);
  });
});
