import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/config/files/package-root.ts";

const LEAN = join(packageRoot(), "dist", "src", "run", "campaign", "lean-heap.js");
const MEBIBYTE = 1024 * 1024;

/** Makes what survives a while, in the main thread, in a thread, and again; prints the young generation's bytes. */
const CHURN = `
  import { getHeapSpaceStatistics } from "node:v8";
  import { Worker } from "node:worker_threads";
  import { keepHeapLean, keepYoungSmall } from ${JSON.stringify(pathToFileURL(LEAN).href)};
  const churn = () => {
    let kept = [];
    for (let round = 0; round < 40; round++) {
      kept = [];
      for (let n = 0; n < 20_000; n++) kept.push({ n, more: [n] });
    }
    return getHeapSpaceStatistics().find((one) => one.space_name === "new_space").space_size;
  };
  if (process.env.LEAN) keepHeapLean();
  const before = churn();
  const worker = new Worker("setTimeout(() => undefined, 100)", { eval: true });
  if (process.env.LEAN) worker.on("online", keepYoungSmall);
  await new Promise((ended) => worker.on("exit", ended));
  console.log(JSON.stringify([before, churn()]));
`;

/** Reads many answers by undici; prints the most bytes that V8 itself had allocated at a time. */
const READ_ANSWERS = `
  import { once } from "node:events";
  import { createServer } from "node:http";
  import { getHeapStatistics } from "node:v8";
  import { keepHeapLean } from ${JSON.stringify(pathToFileURL(LEAN).href)};
  if (process.env.LEAN) keepHeapLean();
  const { Pool } = await import("undici");
  const server = createServer((_, response) => response.end("yes")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const pool = new Pool("http://127.0.0.1:" + server.address().port, { connections: 8 });
  const one = async () => (await pool.request({ path: "/", method: "GET" })).body.text();
  for (let round = 0; round < 500; round++) await Promise.all(Array.from({ length: 8 }, one));
  await pool.close();
  server.close();
  console.log(JSON.stringify([getHeapStatistics().peak_malloced_memory]));
`;

async function printed(script: string, lean: string): Promise<readonly number[]> {
  const args = ["--input-type=module", "-e", script];
  const env = { ...process.env, LEAN: lean };
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env,
    cwd: packageRoot(),
  });
  return JSON.parse(stdout) as number[];
}

test("the young generation of the main thread stays small, also after a thread was made", async () => {
  const [lean, usual] = await Promise.all([printed(CHURN, "1"), printed(CHURN, "")]);
  expect(Math.max(...lean)).toBeLessThan(8 * MEBIBYTE);
  expect(Math.min(...usual)).toBeGreaterThan(8 * MEBIBYTE);
});

test("what reads answers is not optimised for much memory", async () => {
  const [lean, usual] = await Promise.all([printed(READ_ANSWERS, "1"), printed(READ_ANSWERS, "")]);
  expect(Math.max(...lean)).toBeLessThan(20 * MEBIBYTE);
  expect(Math.min(...usual)).toBeGreaterThan(30 * MEBIBYTE);
});

/** Loads what a run loads before it begins; prints how many modules of a package came with it. */
const LOAD_RUN = `
  import { createRequire } from "node:module";
  await import(${JSON.stringify(pathToFileURL(join(packageRoot(), "dist", "src", "cli", "run-command.js")).href)});
  const { cache } = createRequire(import.meta.url);
  const loaded = Object.keys(cache);
  console.log(JSON.stringify(["undici", "badge-maker"].map(
    (name) => loaded.filter((path) => path.includes("/node_modules/" + name + "/")).length)));
`;

test("a run loads nothing of the badge, whose tables take 15 MiB", async () => {
  const [undici, badge] = await printed(LOAD_RUN, "1");
  expect(undici).toBeGreaterThan(0);
  expect(badge).toBe(0);
});
