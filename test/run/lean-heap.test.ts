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

async function youngGeneration(lean: string): Promise<readonly number[]> {
  const args = ["--input-type=module", "-e", CHURN];
  const env = { ...process.env, LEAN: lean };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout) as number[];
}

test("the young generation of the main thread stays small, also after a thread was made", async () => {
  const [lean, usual] = await Promise.all([youngGeneration("1"), youngGeneration("")]);
  expect(Math.max(...lean)).toBeLessThan(8 * MEBIBYTE);
  expect(Math.min(...usual)).toBeGreaterThan(8 * MEBIBYTE);
});
