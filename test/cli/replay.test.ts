import { execFile } from "node:child_process";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay, emptyFolder, MAIN } from "./assay.ts";
import { servedTarget } from "./served-target.ts";

const RULE = "*.delete-upload-handler.twice";
const RUN = [
  ...["run", "--rule", RULE, "--binding", "post", "--runs", "5", "--seed", "1", "--quiet"],
];
const FAULTY = { embedded: { faults: ["delete-upload-second-time-fails"] } };

/** A folder whose targets file has another name, in a folder of its own. */
async function folderWithFile(): Promise<{ readonly cwd: string; readonly id: string }> {
  const cwd = await emptyFolder();
  await mkdir(join(cwd, "conf"));
  const targets = JSON.stringify({ targets: { faulty: FAULTY } });
  await writeFile(join(cwd, "conf", "servers.json"), targets);
  const ended = await assay([...RUN, "--targets", "conf/servers.json"], { cwd });
  expect(ended).toMatchObject({ code: 1 });
  return { cwd, id: await firstFailure(cwd) };
}

async function firstFailure(cwd: string): Promise<string> {
  const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  const { targets } = JSON.parse(text) as Report;
  return targets[0]?.rules[0]?.failures[0]?.id ?? "";
}

/** Runs a printed line as it stands, where `assay` is the command that was built. */
async function pasted(line: string, cwd: string): Promise<number> {
  const script = `assay() { "${process.execPath}" "${MAIN}" "$@"; }\nnpx() { "$@"; }\n${line}`;
  const env = { PATH: process.env["PATH"] ?? "", HOME: cwd, NO_COLOR: "1" };
  try {
    await promisify(execFile)("bash", ["-c", script], { cwd, env });
    return 0;
  } catch (error) {
    return Number((error as { readonly code?: number }).code);
  }
}

describe("the targets file of a replay", () => {
  test("is the report's, from wherever it is asked", async () => {
    const { cwd, id } = await folderWithFile();
    const elsewhere = await emptyFolder();
    const path = join(cwd, "assay-report", "report.json");
    const ended = await assay(["replay", path, id], { cwd: elsewhere });
    expect(ended).toMatchObject({ code: 1, stderr: "" });
    const lines = ended.stdout.split("\n");
    expect(lines[0]).toMatch(/^asks faulty at http:\/\/127\.0\.0\.1:\d+\/srv\.asmx \(/);
    expect(lines[0]).toContain(join(cwd, "conf", "servers.json"));
    expect(ended.stdout).toContain("sends 1  CreateUploadHandler by post as owner");
    expect(ended.stdout).toContain('with UploadHandler="$handler"');
  });

  test("is the default one where the report's is gone, and that is said", async () => {
    const { cwd, id } = await folderWithFile();
    await rm(join(cwd, "conf"), { recursive: true });
    const replay = ["replay", join("assay-report", "report.json"), id];
    const none = await assay(replay, { cwd });
    expect(none).toMatchObject({ code: 2 });
    expect(none.stderr).toContain(`${join("conf", "servers.json")}, is not there`);
    await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: { faulty: FAULTY } }));
    const found = await assay(replay, { cwd });
    expect(found).toMatchObject({ code: 1 });
    expect(found.stderr).toContain("./targets.json is used");
  });

  test("is another one where --targets names it", async () => {
    const { cwd, id } = await folderWithFile();
    const sound = JSON.stringify({ targets: { faulty: { embedded: true } } });
    await writeFile(join(cwd, "sound.json"), sound);
    const path = join("assay-report", "report.json");
    const ended = await assay(["replay", path, id, "--targets", "sound.json"], { cwd });
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toContain(join(cwd, "sound.json"));
  });
});

describe("the rule files of a replay", () => {
  const OWN_RULE = "inforouter.server-info.own-rule";
  const OWN = `service: inforouter
operation: ServerInfo
document: { title: Our handbook }
rules:
  - id: ${OWN_RULE}
    level: MUST
    statements: [SRV-01]
    source: Page 1
    title: Its answer has a colour
    steps:
      - call: ServerInfo
        then: { success: true, attributes: { colour: { text: true } } }
    control: { title: it answers, steps: [{ call: ServerInfo, expect: accepted }] }
`;

  /** A folder whose report has one failure, of a rule in conf/rules. */
  async function folderWithRules(): Promise<{ readonly cwd: string; readonly id: string }> {
    const cwd = await emptyFolder();
    await mkdir(join(cwd, "conf", "rules"), { recursive: true });
    await writeFile(join(cwd, "conf", "rules", "own.yaml"), OWN);
    await writeFile(
      join(cwd, "targets.json"),
      JSON.stringify({ targets: { a: { embedded: true } } }),
    );
    const run = ["run", "--specs", "conf/rules", "--rule", OWN_RULE, "--binding", "post"];
    expect(await assay([...run, "--seed", "1", "--quiet"], { cwd })).toMatchObject({ code: 1 });
    return { cwd, id: await firstFailure(cwd) };
  }

  test("are the report's, from wherever it is asked, or those that --specs names", async () => {
    const { cwd, id } = await folderWithRules();
    const path = join(cwd, "assay-report", "report.json");
    const { run } = JSON.parse(await readFile(path, "utf8")) as Report;
    expect(run.specsFolders).toEqual(["../conf/rules"]);
    const elsewhere = await emptyFolder();
    const ended = await assay(["replay", path, id], { cwd: elsewhere });
    expect(ended).toMatchObject({ code: 1, stderr: "" });
    expect(ended.stdout).toContain(`those of ${join(cwd, "conf", "rules")}`);
    await rename(join(cwd, "conf", "rules"), join(elsewhere, "moved"));
    const gone = await assay(["replay", path, id], { cwd: elsewhere });
    expect(gone).toMatchObject({ code: 2 });
    expect(gone.stderr).toContain(`the rule ${OWN_RULE} is no longer in any rule file`);
    expect(gone.stderr).toContain(`${join(cwd, "conf", "rules")}, which is not there`);
    expect(gone.stderr).toContain("give --specs the folder that holds them now");
    const moved = await assay(["replay", path, id, "--specs", "moved"], { cwd: elsewhere });
    expect(moved).toMatchObject({ code: 1 });
  });

  test("are not named where there are only the built-in ones", async () => {
    const { cwd } = await folderWithFile();
    const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
    expect((JSON.parse(text) as Report).run).not.toHaveProperty("specsFolders");
  });
});

describe("every replay line of a run", () => {
  test("works as it stands in the folder of the run", async () => {
    const { cwd } = await servedTarget({ faults: ["delete-upload-second-time-fails"] });
    const out = ["--out", "my reports", "--format", "md,md-comment,html"];
    const env = { GITHUB_ACTIONS: "true" };
    const ended = await assay([...RUN, ...out], { cwd, env });
    expect(ended).toMatchObject({ code: 1 });
    const texts = [
      ended.stdout,
      ...(await Promise.all(
        ["report.md", "comment.md", "report.html"].map((name) =>
          readFile(join(cwd, "my reports", name), "utf8"),
        ),
      )),
    ];
    const lines = texts.flatMap((text) => [
      ...text.matchAll(/(?:npx )?assay replay '[^']+' [0-9a-f]+/g),
    ]);
    expect(lines.length).toBeGreaterThanOrEqual(texts.length);
    const codes = await Promise.all(
      [...new Set(lines.map(([line]) => line))].map((line) => pasted(line, cwd)),
    );
    expect(new Set(codes)).toEqual(new Set([1]));
  });
});
