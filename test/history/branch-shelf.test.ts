import { execFileSync } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderJson } from "../../reporters/json/render-json.ts";
import { branchShelf } from "../../src/history/branch-shelf.ts";
import { sealReport } from "../../src/judge/report/seal-report.ts";
import type { Report } from "../../src/model/report.ts";
import { assay, emptyFolder } from "../cli/assay.ts";
import { violating } from "../reporters/fixtures/violating.ts";
import { HAS_SSH_KEYGEN, sshKeys } from "../sign/ssh-keys.ts";

/** Whatever git is told on this machine: only what a test says counts. */
const ENV = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Kim",
  GIT_AUTHOR_EMAIL: "kim@example.org",
  GIT_COMMITTER_NAME: "Kim",
  GIT_COMMITTER_EMAIL: "kim@example.org",
};
const BRANCH = ["--branch", "assay-history"];

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync("git", args, { cwd, env: { ...process.env, ...ENV }, encoding: "utf8" });
}

/** A repository with a commit, a file that is staged, and two reports. */
async function repository(): Promise<string> {
  const cwd = await emptyFolder();
  git(cwd, "init", "--quiet", "-b", "main");
  await writeFile(join(cwd, "kept.txt"), "kept");
  git(cwd, "add", "kept.txt");
  git(cwd, "commit", "--quiet", "-m", "first");
  await writeFile(join(cwd, "staged.txt"), "staged");
  git(cwd, "add", "staged.txt");
  await writeFile(join(cwd, "1.json"), renderJson(reportOfDay(1)));
  await writeFile(join(cwd, "2.json"), renderJson(reportOfDay(2)));
  return cwd;
}

function reportOfDay(day: number): Report {
  const startedAt = `2026-03-0${day}T09:30:00.000Z`;
  return sealReport({ ...violating, run: { ...violating.run, startedAt } });
}

test("a branch keeps the runs as commits, and what is checked out and staged stays", async () => {
  const cwd = await repository();
  const before = [git(cwd, "status", "--porcelain"), await readdir(cwd)];
  const add = (file: string) => assay(["history", "add", file, ...BRANCH], { cwd, env: ENV });
  expect(await add("1.json")).toMatchObject({ code: 0, stderr: "" });
  expect(await add("2.json")).toMatchObject({ code: 0, stdout: expect.stringMatching(/ kept\n$/) });
  expect(await add("2.json")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/ there al/),
  });
  expect([git(cwd, "status", "--porcelain"), await readdir(cwd)]).toEqual(before);
  expect(git(cwd, "symbolic-ref", "HEAD")).toBe("refs/heads/main\n");

  expect(git(cwd, "log", "--format=%s by %an", "assay-history")).toBe(
    "assay history: 1 file by Kim\nassay history: 1 file by Kim\n",
  );
  expect(branchShelf("assay-history", cwd).files).toEqual([
    expect.stringMatching(/^20260301T093000Z-/),
    expect.stringMatching(/^20260302T093000Z-/),
  ]);
  expect(await assay(["history", "verify", ...BRANCH], { cwd, env: ENV })).toMatchObject({
    code: 0,
  });
  const shown = await assay(["history", "show", ...BRANCH], { cwd, env: ENV });
  expect(shown).toMatchObject({ code: 0, stdout: expect.stringContaining("(2 runs, 2026-03-01") });
});

test.skipIf(!HAS_SSH_KEYGEN)("what is signed on a branch is good there", async () => {
  const cwd = await repository();
  const keys = await sshKeys(["-t", "ed25519"]);
  try {
    const add = ["history", "add", "1.json", ...BRANCH, "--sign", keys.key];
    expect(await assay(add, { cwd, env: ENV })).toMatchObject({ code: 0 });
    const verify = ["history", "verify", ...BRANCH, "--allowed-signers", keys.signers];
    expect(await assay(verify, { cwd, env: ENV })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("is signed by kim@example.org"),
    });
  } finally {
    await keys.remove();
  }
});

test("no branch is written that somebody has checked out", async () => {
  const cwd = await repository();
  const ended = await assay(["history", "add", "1.json", "--branch", "main"], { cwd, env: ENV });
  expect(ended).toMatchObject({
    code: 2,
    stderr: 'error: the branch "main" is checked out\n  check out another one, or use --dir\n',
  });
  expect(git(cwd, "log", "--format=%s", "main")).toBe("first\n");
});

test.each([
  ["outside of a repository", "assay-history", /git rev-parse failed: .*not a git repository/],
  ["with a name that is none", "a..b", /"a\.\.b" is no name of a branch/],
  ["with nothing on it", "empty", /there is no run in the branch "empty"/],
])("a branch %s is told", async (where, branch, says) => {
  const cwd = where.startsWith("outside") ? await emptyFolder() : await repository();
  const env = { ...ENV, GIT_CEILING_DIRECTORIES: join(cwd, "..") };
  expect(await assay(["history", "show", "--branch", branch], { cwd, env })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(says),
  });
});

test("a branch and a folder together are wrong usage", async () => {
  const cwd = await emptyFolder();
  expect(await assay(["history", "show", "--dir", "x", ...BRANCH], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/cannot be used with option/),
  });
});
