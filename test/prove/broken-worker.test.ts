import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { assay, emptyFolder } from "../cli/assay.ts";

const PRELOAD = pathToFileURL(join(import.meta.dirname, "break-worker.mjs")).href;

test.each([
  ["cannot listen", /no port is free/],
  ["throws", /a mistake that nobody waits for/],
  ["exits", /worker .*code:? 7/],
  ["exits at once", /worker .*code:? 7/],
])("a worker that %s ends the proof as the bug that it is", async (how, says) => {
  const cwd = await emptyFolder();
  const env = { NODE_OPTIONS: `--import=${PRELOAD}`, BREAK_WORKER: how };
  const args = ["prove", "--dialect", "lenient", "--workers", "2", "--seeds", "2"];
  const { code, stderr } = await assay(args, { cwd, env, isFresh: true });
  expect(stderr).toContain("internal error, please report it:");
  expect(stderr).toMatch(says);
  expect(code).toBe(4);
});
