import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderJson } from "../../reporters/json/render-json.ts";
import { FORMATS } from "../../reporters/registry.ts";
import { readReport } from "../../src/cli/read-report.ts";
import { readSpecs } from "../../src/config/files/read-specs.ts";
import { toolDigest } from "../../src/config/files/tool-digest.ts";
import { sealReport } from "../../src/judge/report/seal-report.ts";
import { UsageError } from "../../src/model/errors.ts";
import type { Report } from "../../src/model/report.ts";
import { digestOf } from "../../src/rules/source/digest.ts";
import { violating } from "../reporters/fixtures/violating.ts";
import { assay, emptyFolder } from "./assay.ts";

/** A report as this installation would have written it. */
function own(): Report {
  const digest = toolDigest();
  return sealReport({
    ...violating,
    tool: { ...violating.tool, ...(digest === undefined ? {} : { digest }) },
    specs: { ...violating.specs, digest: digestOf(readSpecs([], process.cwd())) },
  });
}

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = await emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(cwd, name, ".."), { recursive: true });
    await writeFile(join(cwd, name), text);
  }
  return cwd;
}

describe("assay report", () => {
  test("renders every format beside the report, without a request or a change to it", async () => {
    const cwd = await folderWith({ "r/report.json": renderJson(own()) });
    const formats = [...Object.keys(FORMATS), "allure"].join(",");
    const ended = await assay(["report", "r/report.json", "--format", formats], { cwd });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const files = Object.values(FORMATS).flatMap(({ file, also = [] }) => [
      file,
      ...also.map((more) => more.file),
    ]);
    expect(await readdir(join(cwd, "r"))).toEqual([...files, "allure-results"].sort());
    expect(ended.stdout.trim().split("\n").sort()).toEqual(
      [...files, "allure-results"].map((name) => join("r", name)).sort(),
    );
    expect(await readFile(join(cwd, "r", "report.json"), "utf8")).toBe(renderJson(own()));
  });

  test("writes into another folder, and one format to the terminal", async () => {
    const cwd = await folderWith({ "report.json": renderJson(own()) });
    const there = ["report", "report.json", "--format", "md,tap", "--out", "a/b"];
    expect(await assay(there, { cwd })).toMatchObject({
      code: 0,
      stdout: "a/b/report.md\na/b/report.tap\n",
    });
    const shown = await assay(["report", "report.json", "--format", "tap", "--out", "-"], { cwd });
    expect(shown.stdout).toBe(await readFile(join(cwd, "a", "b", "report.tap"), "utf8"));
    const two = await assay(["report", "report.json", "--format", "tap,md", "--out", "-"], { cwd });
    expect(two).toMatchObject({ code: 2, stderr: expect.stringContaining("one format") });
  });

  test("without a format it shows the summary of the run", async () => {
    const cwd = await folderWith({ "report.json": renderJson(own()) });
    const ended = await assay(["report", "report.json"], { cwd });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain("✘ acme violates");
  });

  test("renders a report of before there were digests", async () => {
    const cwd = await folderWith({ "report.json": renderJson(violating) });
    const ended = await assay(["report", "report.json", "--format", "junit"], { cwd });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const verified = await assay(["report", "report.json", "--verify"], { cwd });
    expect(verified).toMatchObject({ code: 1, stdout: expect.stringContaining("has no digest") });
  });

  test.each([
    ["a missing file", undefined, /cannot read the report "report\.json": .*no such file/],
    ["no JSON", '{\n  "format": \n', /report\.json:3:\d+: /],
    ["JSON with a comment", "{} // report", /not JSON/],
    ["no report", '{ "hello": 1 }', /report\.json:1:1: this is not a report of assay/],
    [
      "another version",
      '{\n "format": "assay-report",\n "formatVersion": 3 }',
      /report\.json:3:19: the report has format version 3, and this assay reads /,
    ],
    [
      "a wrong value",
      renderJson(violating).replace('"outcome": "violates"', '"outcome": "fine"'),
      /report\.json:\d+:\d+: .*outcome/,
    ],
    ["too deep nesting", "[".repeat(5_000) + "]".repeat(5_000), /nested more than/],
  ] as const)("says what is wrong with the file, and where: %s", async (_name, text, says) => {
    const cwd = await folderWith(text === undefined ? {} : { "report.json": text });
    const path = join(cwd, "report.json");
    const error: unknown = await readReport(path).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error).replaceAll(path, "report.json")).toMatch(says);
  });

  test("ends with 2 for a file that is no report", async () => {
    const cwd = await folderWith({ "report.json": '{ "format": "junit" }' });
    expect(await assay(["report", "report.json", "--format", "md"], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^error: report\.json:1:13: this is not a report of assay: "format" is "junit"/,
      ),
    });
  });

  test("asks whether the report.json of a folder is meant", async () => {
    const cwd = await folderWith({ "r/report.json": renderJson(violating) });
    for (const args of [
      ["report", "r"],
      ["diff", "r", "r/report.json"],
    ]) {
      expect(await assay(args, { cwd })).toMatchObject({
        code: 2,
        stderr: `error: cannot read the report "r": it is a folder\n  is it ${join("r", "report.json")}?\n`,
      });
    }
  });

  test("suggests the format that was meant", async () => {
    const cwd = await folderWith({ "report.json": renderJson(violating) });
    const ended = await assay(["report", "report.json", "--format", "sarfi"], { cwd });
    expect(ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean "sarif"'),
    });
  });
});

describe("assay report --verify", () => {
  test("says that report, rules and tool are as they were", async () => {
    const cwd = await folderWith({ "report.json": renderJson(own()) });
    const ended = await assay(["report", "report.json", "--verify"], { cwd });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout.match(/^✔ (report|rules|tool) /gm)).toHaveLength(3);
  });

  test("does not mind the layout of the file, but every change of its content", async () => {
    const sealed = own();
    const cwd = await folderWith({
      "compact.json": JSON.stringify(sealed),
      "changed.json": renderJson(sealed).replace('"verdict": "fail"', '"verdict": "pass"'),
    });
    expect(await assay(["report", "compact.json", "--verify"], { cwd })).toMatchObject({ code: 0 });
    const changed = await assay(["report", "changed.json", "--verify"], { cwd });
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain(`✘ report  was changed: its digest is ${sealed.digest}`);
    const rendered = await assay(["report", "changed.json", "--format", "md"], { cwd });
    expect(rendered.stderr).toContain("warning: changed.json was changed after it was written");
  });

  test("exports the rules that were in force, and compares them later", async () => {
    const cwd = await folderWith({ "report.json": renderJson(own()) });
    const exported = await assay(["report", "report.json", "--export-rules", "rules"], { cwd });
    expect(exported).toMatchObject({ code: 0, stdout: "rules\n" });
    const verify = ["report", "report.json", "--verify", "--rules", "rules"];
    expect(await assay(verify, { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("✔ rules   are those in rules"),
    });
    const statements = join(cwd, "rules", "specs", "statements.yaml");
    await writeFile(statements, `${await readFile(statements, "utf8")}\n`);
    expect(await assay(verify, { cwd })).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("✘ rules   differ from those in rules"),
    });
  });

  test("does not export other rules than those of the report", async () => {
    const cwd = await folderWith({ "report.json": renderJson(sealReport(violating)) });
    const ended = await assay(["report", "report.json", "--export-rules", "rules"], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/are not those of the report/);
    expect(await readdir(cwd)).toEqual(["report.json"]);
  });
});
