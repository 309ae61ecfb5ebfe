import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FAULTS } from "../reference/faults.ts";
import { packageRoot } from "../src/config/files/package-root.ts";
import { numbersOf } from "../src/run/case/seed.ts";
import { runOverLink } from "./link-run.ts";

const MAIN = join(packageRoot(), "dist", "src", "cli", "main.js");
const SAMPLE = 40;
const SEED = 1;
const LATENCY_MS = 50;
/** Of 40 faults, in percent. */
const TO_FIND = 95;

/** What a proof says of a fault: found by a rule that claims it, or by others. */
interface FoundFault {
  readonly name: string;
  readonly medianCases: number | null;
  readonly others: readonly string[];
}

/** Whether what a run over a link takes still finds faults: a sample of all, with so many cases as its plan has. */
export async function faultsFound(): Promise<readonly string[]> {
  const { target } = await runOverLink({ latencyMs: LATENCY_MS });
  const planned = target.plan?.cases;
  return [
    `faults found of a sample of ${SAMPLE} (to reach ${TO_FIND} %)`,
    await found(planned ?? 100, `as planned at ${LATENCY_MS} ms`),
    // What is left where a link is longer: the tables, and one case for each row.
    await found(1, "the shortest plan with every table"),
  ];
}

async function found(runs: number, name: string): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), "assay-bench-"));
  try {
    const how = ["--claims-only", "--quiet", "--seeds", "1", "--runs", String(runs)];
    const args = [MAIN, "prove", ...how, "--fault", sample().join(","), "--out", out];
    await once(spawn(process.execPath, args, { stdio: "ignore" }), "exit");
    const { faults } = JSON.parse(await readFile(join(out, "proof.json"), "utf8")) as {
      readonly faults: readonly FoundFault[];
    };
    const missed = faults.filter((one) => one.medianCases === null && one.others.length === 0);
    const share = (100 * (faults.length - missed.length)) / faults.length;
    const names = missed.map((fault) => fault.name).join(", ");
    const not = names === "" ? "" : `, not ${names}`;
    return `  ${runs} cases, ${name}: ${share.toFixed(1)} % of ${faults.length}${not}`;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** The same ones every time. */
function sample(): readonly string[] {
  const draw = numbersOf("bench, faults", SEED);
  return FAULTS.map(({ name }) => ({ name, at: draw() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, SAMPLE)
    .map(({ name }) => name);
}
