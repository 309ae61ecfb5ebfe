import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import pLimit from "p-limit";
import { expect, onTestFinished, test } from "vitest";

const MODULE = pathToFileURL(resolve("dist/src/config/files/with-lock.js")).href;
const CONTENDER = join(import.meta.dirname, "lock-contender.mjs");
/** More than a process makes calls to the file system on its way into a lock and out of it. */
const LOCKS = 32;
const LONG_AGO = new Date(0);
const AT_ONCE = 4;

async function contend(role: string, paths: readonly string[]): Promise<string> {
  const args = [CONTENDER, role, MODULE, ...paths];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout;
}

/** As if everything in the folder had been left there long ago. */
async function age(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await utimes(join(folder, name), LONG_AGO, LONG_AGO);
}

/** A folder with locks that a killed process left, and the paths to lock. */
async function leftLocked(): Promise<{ folder: string; paths: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "assay-lock-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const paths = Array.from({ length: LOCKS }, (_, n) => join(folder, `state-${n}-`));
  await expect(contend("dies", paths)).rejects.toMatchObject({ signal: "SIGKILL" });
  expect(await readdir(folder)).toHaveLength(LOCKS);
  await age(folder);
  return { folder, paths };
}

test("what a killed process left locked is taken by one process at a time, whenever another comes", async () => {
  const { paths } = await leftLocked();
  const [led] = await Promise.all([contend("leads", paths), contend("follows", paths)]);
  const { calls, met } = JSON.parse(led) as { calls: number; met: readonly number[] };
  expect(met).toEqual([]);
  // There was a rest before each of the calls.
  expect(calls).toBeGreaterThan(0);
  expect(calls).toBeLessThan(LOCKS);
});

test("who is killed on the way to a lock, at whatever moment, keeps nobody else from it", async () => {
  const { folder, paths } = await leftLocked();
  const limit = pLimit(AT_ONCE);
  const ends = await Promise.all(
    paths.map((_, n) =>
      limit(() =>
        contend("falls", paths.slice(0, n + 1)).then(
          () => "passed",
          ({ signal }) => signal,
        ),
      ),
    ),
  );
  // The last ones were through before it was their turn to be killed.
  expect(new Set(ends)).toEqual(new Set(["SIGKILL", "passed"]));
  await age(folder);
  expect(await contend("passes", paths)).toBe("");
  expect((await readdir(folder)).filter((name) => name.endsWith(".lock"))).toEqual([]);
});
