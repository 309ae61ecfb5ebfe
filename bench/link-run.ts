import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../src/config/files/package-root.ts";
import type { Report, TargetReport } from "../src/model/report.ts";
import { start } from "./child.ts";
import { watchPeakMemory } from "./peak-memory.ts";
import { watchProcessorTimes } from "./processor-time.ts";

const MAIN = join(packageRoot(), "dist", "src", "cli", "main.js");

/** What a default run came to on the reference server over a link. */
export interface LinkRun {
  readonly seconds: number;
  /** Of Assay's own processes: all, and the first with the busiest of its workers. */
  readonly cpuSeconds: number;
  readonly cpuInARow: number;
  /** At the peak, of all of its processes; 0 where the system does not tell. */
  readonly mib: number;
  readonly code: number;
  readonly target: TargetReport;
  /** Rules over bindings that got one. */
  readonly verdicts: number;
}

/** How a server is behind a link: added to every request, and to those of one operation besides. */
export interface Link {
  readonly latencyMs: number;
  readonly slow?: { readonly operation: string; readonly ms: number };
}

/** `assay run` as everybody calls it, or with more options, on a reference server in a process of its own. */
export async function runOverLink(
  { latencyMs, slow }: Link,
  options: readonly string[] = [],
): Promise<LinkRun> {
  const cwd = await mkdtemp(join(tmpdir(), "assay-bench-"));
  const args = [String(latencyMs), String(slow?.ms ?? 0), slow?.operation ?? ""];
  const server = start("delayed-server", args);
  try {
    const [{ services }] = (await once(server, "message")) as [{ services: object }];
    const targets = { targets: { reference: { services } } };
    await writeFile(join(cwd, "targets.json"), JSON.stringify(targets));
    const started = performance.now();
    const command = [MAIN, "run", "--seed", "1", "--quiet", ...options];
    const child = spawn(process.execPath, command, { cwd, stdio: "ignore" });
    const peak = watchPeakMemory(child.pid ?? 0);
    const cpu = watchProcessorTimes(child.pid ?? 0);
    const [code] = (await once(child, "exit")) as [number];
    const { all: cpuSeconds, inARow: cpuInARow } = cpu();
    const mib = peak() ?? 0;
    const seconds = (performance.now() - started) / 1000;
    const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
    const [target] = (JSON.parse(text) as Report).targets;
    if (!target) throw new Error("the report has no target");
    const verdicts = verdictsOf(target);
    return { seconds, cpuSeconds, cpuInARow, mib, code, target, verdicts };
  } finally {
    server.kill();
    await rm(cwd, { recursive: true, force: true });
  }
}

/** How many rules over bindings a target was judged by. */
export function verdictsOf({ rules }: Pick<TargetReport, "rules">): number {
  const all = rules.flatMap(({ bindings }) => Object.values(bindings));
  return all.filter((verdict) => verdict !== "not-applicable").length;
}
