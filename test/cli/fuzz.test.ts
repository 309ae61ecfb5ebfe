import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay, emptyFolder } from "./assay.ts";

async function folderWith(targets: object): Promise<string> {
  const cwd = await emptyFolder();
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  return cwd;
}

async function reportIn(cwd: string): Promise<Report> {
  return JSON.parse(await readFile(join(cwd, "assay-report", "report.json"), "utf8")) as Report;
}

const FAULTY = { faulty: { embedded: { faults: ["clamp-minimum-off-by-one"] } } };
/** Longer than a look at the folder of the corpus is good for. */
const LOOK_MS = 1200;
const SIZES = ["--rule", "size-below-minimum"];

describe("assay fuzz", () => {
  test("judges for a time, says what was exercised, and can be resumed", async () => {
    const cwd = await folderWith({ reference: { embedded: true } });
    const args = ["fuzz", "--time", "2s", "--seed", "3", "--statement", "CUH-09,CUH-10"];
    expect(await assay(args, { cwd })).toMatchObject({ code: 0 });
    const first = await reportIn(cwd);
    expect(first.run.durationMs).toBeGreaterThan(2000);
    expect(first.targets[0]?.coverage?.answers).toMatchObject({
      CreateUploadHandler: { accepted: expect.any(Number) },
    });
    expect(Object.keys(first.targets[0]?.coverage?.boundaries ?? {})).not.toEqual([]);
    expect(await assay([...args, "--resume"], { cwd })).toMatchObject({ code: 0 });
    const second = await reportIn(cwd);
    expect(second.run.seed).toBe(3);
    expect(second.targets[0]?.cases).toBeGreaterThan(first.targets[0]?.cases ?? 0);
  });

  test("keeps what fails, and tries it first the next time", async () => {
    const cwd = await folderWith(FAULTY);
    const args = ["fuzz", "--time", "20s", "--max-failures", "1", ...SIZES, "--binding", "get"];
    expect(await assay(args, { cwd })).toMatchObject({ code: 1 });
    const kept = await readdir(join(cwd, ".assay", "corpus"));
    expect(kept).toHaveLength(1);
    expect(await assay(args, { cwd })).toMatchObject({ code: 1 });
    expect(await readdir(join(cwd, ".assay", "corpus"))).toEqual(kept);
    expect((await reportIn(cwd)).targets[0]?.rules[0]?.failures).toHaveLength(1);
  });

  test("shares a folder with others: what one finds while another runs is tried there, too", async () => {
    const [cwd, shared] = [await folderWith(FAULTY), join(await emptyFolder(), "shared")];
    const sound = await folderWith({ reference: { embedded: true } });
    const fuzz = ["fuzz", "--corpus", shared, ...SIZES, "--binding", "get"];
    let isOver: (() => void) | undefined;
    const running = assay([...fuzz, "--time", "3m"], {
      cwd: sound,
      onStart: (child) => {
        isOver = () => child.kill("SIGINT");
      },
    });
    while (!existsSync(join(sound, "assay-report"))) await sleep(20);
    const found = await assay([...fuzz, "--time", "60s", "--max-failures", "1"], { cwd });
    expect([found.code, found.stderr]).toEqual([1, expect.stringContaining(": 1 case kept")]);
    // The next look at the folder comes with the next round, and each round has a line.
    await sleep(LOOK_MS);
    const verdicts = join(sound, "assay-report", "verdicts.jsonl");
    const linesOf = async () => (await readFile(verdicts, "utf8")).split("\n").length;
    for (const before = await linesOf(); (await linesOf()) < before + 3; ) await sleep(100);
    isOver?.();
    const other = await running;
    expect([other.code, other.stderr]).toEqual([
      130,
      expect.stringContaining("0 cases kept, 1 came from others, 1 tried"),
    ]);
    expect(existsSync(join(sound, ".assay", "corpus"))).toBe(false);

    // Over another binding, as another shard has it, it is tried first.
    const post = ["fuzz", "--corpus", shared, ...SIZES, "--binding", "post", "--time", "60s"];
    const again = await assay([...post, "--max-failures", "1"], { cwd });
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("1 tried")]);
    const [failure] = (await reportIn(cwd)).targets[0]?.rules[0]?.failures ?? [];
    const kept = await Promise.all(
      (await readdir(shared)).map(async (name) => readFile(join(shared, name), "utf8")),
    );
    const inputs = kept.map((text) => (JSON.parse(text) as { inputs: object }).inputs);
    expect(inputs).toEqual([failure?.counterexample, failure?.counterexample]);
  });

  test("--resume without a campaign is an error that says what to do", async () => {
    const cwd = await folderWith(FAULTY);
    const ended = await assay(["fuzz", "--resume"], { cwd });
    expect(ended).toMatchObject({ code: 2 });
    expect(ended.stderr).toContain("without --resume");
  });
});

describe("assay replay", () => {
  test("sends a failure again, on the same target and on another", async () => {
    const cwd = await folderWith({ ...FAULTY, sound: { embedded: true } });
    expect(
      await assay(["run", "--target", "faulty", ...SIZES, "--binding", "get"], { cwd }),
    ).toMatchObject({
      code: 1,
    });
    const id = (await reportIn(cwd)).targets[0]?.rules[0]?.failures[0]?.id ?? "";
    const path = join("assay-report", "report.json");
    const again = await assay(["replay", path, id, "--times", "2"], { cwd });
    expect(again).toMatchObject({ code: 1 });
    expect(again.stdout.match(/still fails/g)).toHaveLength(2);
    const elsewhere = await assay(["replay", path, id, "--target", "sound"], { cwd });
    expect(elsewhere).toMatchObject({ code: 0 });
    expect(elsewhere.stdout).toContain("does not fail");
    const unknown = await assay(["replay", path, "0123"], { cwd });
    expect(unknown).toMatchObject({ code: 2 });
    expect(unknown.stderr).toContain(id);
  });

  test("needs neither the seed nor the rule file", async () => {
    const cwd = await folderWith({
      faulty: { embedded: { faults: ["delete-upload-second-time-fails"] } },
    });
    const args = ["run", "--rule", "*.delete-upload-handler.twice", "--binding", "post"];
    expect(await assay(args, { cwd })).toMatchObject({ code: 1 });
    const path = join(cwd, "assay-report", "report.json");
    const renamed = (await readFile(path, "utf8")).replaceAll(
      "delete-upload-handler.twice",
      "delete-upload-handler.gone",
    );
    await writeFile(path, renamed);
    const id = (await reportIn(cwd)).targets[0]?.rules[0]?.failures[0]?.id ?? "";
    // The report is no longer the one that was written.
    expect(await assay(["replay", path, id], { cwd })).toMatchObject({ code: 2 });
    const again = await assay(["replay", path, id, "--unverified"], { cwd });
    expect(again).toMatchObject({ code: 1 });
    expect(again.stdout).toContain("3  DeleteUploadHandler [post]");
  });
});

describe("assay run --dry-run", () => {
  test("says what a run then sends, within 5 %, and sends nothing to the target", async () => {
    const cwd = await folderWith({
      reference: { embedded: true },
      down: {
        services: { inforouter: { baseUrl: "http://127.0.0.1:1/srv.asmx", bindings: ["get"] } },
      },
    });
    const filter = [
      "--operation",
      "DeleteUploadHandler",
      "--level",
      "must",
      "--seed",
      "1",
      "--runs",
      "5",
      "--binding",
      "get",
    ];
    const dry = await assay(["run", "--dry-run", "--target", "reference", ...filter], { cwd });
    expect(dry).toMatchObject({ code: 0 });
    expect(existsSync(join(cwd, "assay-report"))).toBe(false);
    const said = /([\d,]+) cases, ([\d,]+) requests, ([\d,]+) bytes/
      .exec(dry.stdout)
      ?.slice(1)
      .map((text) => Number(text.replaceAll(",", "")));
    expect(await assay(["run", "--target", "reference", ...filter], { cwd })).toMatchObject({
      code: 0,
    });
    const [target] = (await reportIn(cwd)).targets;
    expect(Math.abs((said?.[0] ?? 0) / (target?.cases ?? 1) - 1)).toBeLessThan(0.05);
    expect(Math.abs((said?.[1] ?? 0) / (target?.requests ?? 1) - 1)).toBeLessThan(0.05);
    expect(Math.abs((said?.[2] ?? 0) / (target?.bytesSent ?? 1) - 1)).toBeLessThan(0.05);
    const down = await assay(
      [
        "run",
        "--dry-run",
        "--target",
        "down",
        "--rule",
        "*.delete-upload-handler.guid-before-auth",
      ],
      { cwd },
    );
    expect(down).toMatchObject({ code: 0 });
    expect(down.stdout).toMatch(/^down: [1-9]/);
  });
});
