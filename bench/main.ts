import { defaultRun } from "./default-run.ts";

/** `npm run bench`: what Assay costs. Figures of one run on one machine; only ratios travel. */
for (const measure of [defaultRun]) {
  const lines = await measure();
  process.stdout.write(`${lines.join("\n")}\n`);
}
