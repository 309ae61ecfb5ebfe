import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { residentMib } from "../../bench/peak-memory.ts";
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import { print } from "../../src/cli/terminal.ts";
import { parseDuration } from "../../src/config/targets/durations.ts";
import { digestOfReport } from "../../src/judge/report/seal-report.ts";
import type { Report } from "../../src/model/report.ts";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { compileSchema } from "../../src/schema/validate.ts";

const MEBIBYTE = 1024 * 1024;
const MOST_MIB = 600;
const MOST_DISK_MIB = 10;
/** What the mean of the last third may be above that of the second: a heap breathes. */
const MOST_GROWTH_MIB = 30;
const EVERY_MS = 10_000;
/** A report at the end of the time takes no longer. */
const END_MS = 15_000;

interface Sample {
  readonly seconds: number;
  readonly mib: number;
  readonly diskMib: number;
}

/**
 * `npm run soak`: `assay fuzz` for 30 minutes (or `--time`) against a server that mixes everything hostile, in a
 * process of its own. Ends with 1 where memory grows or passes its bound, `.assay` does, or exit code and
 * report are not as they should be.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      time: { type: "string", default: "30m" },
      seed: { type: "string", default: "1" },
      main: { type: "string", default: "dist/src/cli/main.js" },
      keep: { type: "boolean", default: false },
    },
  });
  const timeMs = parseDuration(values.time, "--time");
  const cwd = await mkdtemp(join(tmpdir(), "assay-soak-"));
  const server = fork(join(import.meta.dirname, "mixed-server-main.ts"), [values.seed], {
    execArgv: ["--import", "tsx"],
  });
  try {
    const [targets] = (await once(server, "message")) as [object];
    await writeFile(join(cwd, "targets.json"), JSON.stringify(targets));
    const command = ["fuzz", "--time", values.time, "--seed", values.seed, "--quiet"];
    const started = performance.now();
    const child = spawn(process.execPath, [join(process.cwd(), values.main), ...command], {
      cwd,
      env: { ...process.env, NO_COLOR: "1" },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const samples: Sample[] = [];
    let peak = 0;
    const looking = setInterval(() => {
      peak = Math.max(peak, residentMib(child.pid ?? 0));
    }, 100);
    const sampling = setInterval(() => {
      const seconds = (performance.now() - started) / 1000;
      const mib = residentMib(child.pid ?? 0);
      const sample = { seconds, mib, diskMib: sizeOf(join(cwd, ".assay")) };
      samples.push(sample);
      if (samples.length % 6 !== 1) return;
      print(
        `${seconds.toFixed(0).padStart(5)} s  ${mib.toFixed(0)} MiB  .assay ${sample.diskMib.toFixed(2)} MiB\n`,
      );
    }, EVERY_MS);
    const [exit] = (await once(child, "close")) as [number | null];
    const tookMs = performance.now() - started;
    clearInterval(looking);
    clearInterval(sampling);
    const broken = [
      ...(await wrongWithReport(join(cwd, "assay-report", "report.json"), exit)),
      ...(tookMs < timeMs + END_MS ? [] : [`it took ${(tookMs / 1000).toFixed(0)} s`]),
      ...memoryOf(samples, peak),
    ];
    server.send("stop");
    const [{ requests, elsewhere }] = (await once(server, "message")) as [
      { requests: number; elsewhere: number },
    ];
    if (elsewhere > 0) broken.push(`${elsewhere} requests went to another server`);
    print(
      `${requests.toLocaleString("en")} requests, exit code ${exit}, peak ${peak.toFixed(0)} MiB\n`,
    );
    print(broken.length === 0 ? "all held\n" : broken.map((one) => `NOT HELD: ${one}\n`).join(""));
    return broken.length === 0 ? 0 : 1;
  } finally {
    server.disconnect();
    if (values.keep) print(`${cwd}\n`);
    else await rm(cwd, { recursive: true, force: true });
  }
}

function memoryOf(samples: readonly Sample[], peak: number): readonly string[] {
  const third = Math.floor(samples.length / 3);
  const mean = (part: readonly Sample[]): number =>
    part.reduce((sum, { mib }) => sum + mib, 0) / Math.max(1, part.length);
  const middle = mean(samples.slice(third, 2 * third));
  const last = mean(samples.slice(2 * third));
  const disk = Math.max(0, ...samples.map(({ diskMib }) => diskMib));
  print(
    `memory: ${middle.toFixed(0)} MiB in the second third, ${last.toFixed(0)} MiB in the last; .assay at most ${disk.toFixed(2)} MiB\n`,
  );
  return [
    ...(last - middle < MOST_GROWTH_MIB
      ? []
      : [`memory grows by ${(last - middle).toFixed(0)} MiB`]),
    ...(peak < MOST_MIB ? [] : [`${peak.toFixed(0)} MiB`]),
    ...(disk < MOST_DISK_MIB ? [] : [`.assay has ${disk.toFixed(1)} MiB`]),
  ];
}

/** Whether it is a report, whole, unchanged, and of the exit code. */
async function wrongWithReport(path: string, exit: number | null): Promise<readonly string[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  if (text === "") return ["there is no report"];
  const report = JSON.parse(text) as Report;
  const invalid = compileSchema(reportSchema)(parseJsonDocument("report.json", text));
  const fails = report.targets.some(({ rules }) =>
    rules.some(({ verdict, level }) => verdict === "fail" && level === "MUST"),
  );
  const size = Buffer.byteLength(text) / MEBIBYTE;
  const counts: Record<string, number> = {};
  for (const { verdict } of report.targets.flatMap(({ rules }) => rules))
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  print(`report: ${size.toFixed(2)} MiB, ${JSON.stringify(counts)}\n`);
  return [
    ...invalid.map(({ message }) => `report.json: ${message}`),
    ...(report.run.complete ? [] : ["the report is not complete"]),
    ...(report.digest === digestOfReport(report) ? [] : ["the digest is another"]),
    ...(exit === (fails ? 1 : 3) || (!fails && exit === 0)
      ? []
      : [`exit code ${exit}, where rules ${fails ? "" : "do not "}fail`]),
    ...(size < MOST_DISK_MIB ? [] : [`the report has ${size.toFixed(1)} MiB`]),
  ];
}

/** Of a folder, in MiB. */
function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce(
        (sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size / MEBIBYTE,
        0,
      );
  } catch {
    return 0;
  }
}

process.exitCode = await main();
