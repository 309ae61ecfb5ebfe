import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay, type Ended, emptyFolder } from "./assay.ts";
import { entryOf, servedTarget } from "./served-target.ts";

const FEW = ["--operation", "DeleteUpload", "--runs", "1", "--seed", "1"];
const EMBEDDED = { targets: { mine: { embedded: true } } };

async function folder(targets: object = EMBEDDED): Promise<string> {
  const cwd = await emptyFolder();
  await writeFile(join(cwd, "targets.json"), JSON.stringify(targets));
  return cwd;
}

const run = (cwd: string, ...more: readonly string[]): Promise<Ended> =>
  assay(["run", ...more], { cwd });

async function reportIn(cwd: string, out = "assay-report"): Promise<Report> {
  return JSON.parse(await readFile(join(cwd, out, "report.json"), "utf8")) as Report;
}

const oneLine = ({ stdout }: Ended): string => stdout.replace(/\s+/g, " ");

describe("a run of some of the rules", () => {
  test("says how many of all MUST rules it judged, in every format, and why not the others", async () => {
    const cwd = await folder();
    const ended = await run(cwd, ...FEW, "--format", "md,junit,sarif,tap,csv,badge,html");
    expect(ended.code).toBe(0);
    const { judged, outcome } = (await reportIn(cwd)).targets[0] ?? {};
    const { must = 0, all = 0, unselected = 0 } = judged ?? {};
    expect([outcome, must + unselected]).toEqual(["conforms", all]);
    expect([must > 0, must < all]).toEqual([true, true]);
    const said = `${must} of ${must} applicable MUST rules hold, of ${all} in all`;
    expect(oneLine(ended)).toContain(`✔ mine conforms as far as it was judged: ${said}`);
    expect(oneLine(ended)).toContain(`${unselected} not selected by the filters`);
    const text = (name: string) => readFile(join(cwd, "assay-report", name), "utf8");
    for (const name of ["report.md", "report.tap", "report.html"]) {
      expect(await text(name), name).toContain(said);
    }
    for (const name of ["report.md", "junit.xml", "report.sarif", "report.tap", "report.html"]) {
      expect(await text(name), name).toContain("not selected by the filters");
    }
    expect(await text("junit.xml")).toContain(`<property name="judged.all" value="${all}"/>`);
    expect(await text("report.csv")).toContain(`,${must},${all},`);
    const sarif = JSON.parse(await text("report.sarif"));
    expect(sarif.runs[0].properties.judged).toEqual(judged);
    expect(JSON.parse(await text("badge.json"))).toMatchObject({
      message: `conforms ${must}/${all}`,
      color: "yellow",
    });
  });

  test("that is asked for no MUST rule never says that the target conforms", async () => {
    const cwd = await folder();
    const ended = await run(cwd, ...FEW, "--level", "should,may", "--format", "md,badge,html");
    expect(ended.code).toBe(0);
    expect(oneLine(ended)).toMatch(
      /✔ mine holds: 4 of 4 SHOULD rules hold; \d+ MAY rules observed; no MUST rule was judged \(0 of \d+\)/,
    );
    expect((await reportIn(cwd)).targets[0]?.outcome).toBe("holds");
    for (const name of ["report.md", "badge.json", "report.html"]) {
      const text = await readFile(join(cwd, "assay-report", name), "utf8");
      expect(text.replace(/<(style|script)>[\s\S]*?<\/\1>/g, ""), name).not.toContain("conforms");
    }
  });
});

describe("a target that declares everything absent", () => {
  test("does not conform: nothing of it was judged", async () => {
    const { cwd, server } = await servedTarget();
    const entry = entryOf(server) as { services: { apidatatools: object } };
    const absent = { ...entry.services.apidatatools, operations: { absent: ["DeleteUpload"] } };
    const targets = { acme: { services: { apidatatools: absent } } };
    await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
    const ended = await run(cwd, "--runs", "1", "--seed", "1");
    expect(ended.code).toBe(3);
    expect(oneLine(ended)).toMatch(
      /\? acme incomplete: 1 operation declared absent, but answering, no MUST rule was judged \(0 of \d+\)/,
    );
    expect(oneLine(ended)).toMatch(/\d+ need what the target does not offer \(DeleteUpload \d+\)/);
  });
});

describe("--min-judged", () => {
  test("ends with 3 where less was judged, in a run and over its report", async () => {
    const cwd = await folder();
    const more = await run(cwd, ...FEW, "--min-judged", "95%", "--format", "junit");
    expect(more.code).toBe(3);
    expect(oneLine(more)).toContain("fewer than the 95% that were asked for");
    expect((await reportIn(cwd)).targets[0]).toMatchObject({
      outcome: "incomplete",
      judged: { least: 95 },
    });
    expect(await readFile(join(cwd, "assay-report", "junit.xml"), "utf8")).toMatch(
      /<error message="\d+ of \d+ MUST rules were judged \([\d.]+%\), fewer than the 95%/,
    );
    const report = (...args: readonly string[]): Promise<Ended> =>
      assay(["report", join("assay-report", "report.json"), ...args], { cwd });
    expect((await report()).code).toBe(0);
    expect((await report("--min-judged", "5%")).code).toBe(0);
    const again = await report("--min-judged", "50%");
    expect(again.code).toBe(3);
    expect(again.stderr).toContain("fewer than the 50% that were asked for");
  });

  test("can stand in the targets file, and the option goes before it", async () => {
    const cwd = await folder({ targets: { mine: { embedded: true, minJudged: "95%" } } });
    expect((await run(cwd, ...FEW)).code).toBe(3);
    expect((await run(cwd, ...FEW, "--min-judged", "1%")).code).toBe(0);
  });

  test("of a shard is asked only once all are merged", async () => {
    const cwd = await folder({ targets: { mine: { embedded: true, minJudged: "95%" } } });
    const parts = await Promise.all(
      [1, 2].map((index) => run(cwd, ...FEW, "--shard", `${index}/2`, "--out", `${index}`)),
    );
    expect(parts.map(({ code }) => code)).toEqual([0, 0]);
    const paths = ["1/report.json", "2/report.json"];
    const merged = await assay(["merge", ...paths], { cwd });
    expect(merged.code).toBe(3);
    expect(oneLine(merged)).toContain("fewer than the 95% that were asked for");
    expect((await assay(["merge", ...paths, "--min-judged", "1%"], { cwd })).code).toBe(0);
  });

  test.each([
    ["95", 'Did you mean "95%"?'],
    ["0.95", 'Did you mean "95%"?'],
    ["101%", "0% to 100%"],
    ["most", "such as 95%"],
  ])("%s is an error of usage", async (text, hint) => {
    const args = ["run", "--min-judged", text];
    const ended = await assay(args, { cwd: await folder() });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(hint);
  });

  test("that is no percentage in the targets file is one, too, with its place", async () => {
    const cwd = await folder({ targets: { mine: { embedded: true, minJudged: "95" } } });
    const ended = await assay(["run"], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('must be a percentage such as "95%"');
    expect(ended.stderr).toMatch(/targets\.json:\d+:\d+/);
  });
});

describe("a rule that is not judged any more", () => {
  test("is a regression of --fail-on new and of diff, unless that is allowed", async () => {
    const { cwd, server } = await servedTarget();
    const entry = entryOf(server) as { services: { apidatatools: object } };
    const only = (apidatatools: object) =>
      writeFile(
        join(cwd, "targets.json"),
        JSON.stringify({ targets: { acme: { services: { apidatatools } } } }),
      );
    await only(entry.services.apidatatools);
    expect((await run(cwd, ...FEW, "--out", "before")).code).toBe(0);
    const { probes: _, ...blind } = entry.services.apidatatools as { probes: object };
    await only({ ...blind, keys: { owner: (blind as { keys: { owner: string } }).keys.owner } });
    const against = ["--fail-on", "new", "--against", join("before", "report.json")];
    const hollow = await run(cwd, ...FEW, ...against, "--out", "after");
    expect(hollow.code).toBe(1);
    expect(oneLine(hollow)).toMatch(
      /unjudged before\/report\.json judged \d+ rules? that (?:is|are) not judged any more; --allow-unjudged accepts that ✘ \d+: the target declares no stranger/,
    );
    expect((await run(cwd, ...FEW, ...against, "--allow-unjudged", "--out", "after")).code).toBe(0);

    const reports = [join("before", "report.json"), join("after", "report.json")];
    const diff = (...more: readonly string[]): Promise<Ended> =>
      assay(["diff", ...reports, ...more], { cwd });
    const found = await diff();
    expect(found.code).toBe(1);
    expect(oneLine(found)).toMatch(
      /✘ acme: \d+ no longer judged the outcome was conforms \(\d+\/\d+/,
    );
    const allowed = await diff("--allow-unjudged");
    expect(allowed.code).toBe(0);
    expect(oneLine(allowed)).toContain("✔ acme: nothing regressed");
  });
});
