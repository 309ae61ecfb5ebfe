import { defaultRun } from "./default-run.ts";
import { faultsFound } from "./fault-sample.ts";
import { firstFailure } from "./first-failure.ts";
import { latency } from "./latency.ts";
import { longHistory } from "./long-history.ts";
import { memoryGrowth } from "./memory-growth.ts";
import { proxyOverhead } from "./proxy.ts";
import { shardBalance } from "./shards.ts";
import { throughput } from "./throughput.ts";
import { workersRatio } from "./workers.ts";

/** `npm run bench`: what Assay costs. Figures of one run on one machine; only ratios travel. */
const MEASURES = {
  "default-run": defaultRun,
  latency,
  "first-failure": firstFailure,
  faults: faultsFound,
  throughput,
  memory: memoryGrowth,
  proxy: proxyOverhead,
  shards: shardBalance,
  workers: workersRatio,
  "long-history": longHistory,
};

const wanted = process.argv.slice(2);
for (const [name, measure] of Object.entries(MEASURES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const lines = await measure();
  process.stdout.write(`${lines.join("\n")}\n`);
}
