import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../src/config/files/package-root.ts";
import type { Report, TargetReport } from "../src/model/report.ts";
import { start } from "./child.ts";
import { watchProcessorTime } from "./processor-time.ts";

const MAIN = join(packageRoot(), "dist", "src", "cli", "main.js");

/** What a default run came to on the reference server over a link. */
export interface LinkRun {
  readonly seconds: number;
  /** Of Assay's own process. */
  readonly cpuSeconds: number;
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

/** `assay run` as everybody calls it, on a reference server in a process of its own. */
export async function runOverLink({ latencyMs, slow }: Link): Promise<LinkRun> {
  const cwd = await mkdtemp(join(tmpdir(), "assay-bench-"));
  const args = [String(latencyMs), String(slow?.ms ?? 0), slow?.operation ?? ""];
  const server = start("delayed-server", args);
  try {
    const [{ services }] = (await once(server, "message")) as [{ services: object }];
    const targets = { targets: { reference: { services } } };
    await writeFile(join(cwd, "targets.json"), JSON.stringify(targets));
    const started = performance.now();
    const child = spawn(process.execPath, [MAIN, "run", "--seed", "1", "--quiet"], {
      cwd,
      stdio: "ignore",
    });
    const cpu = watchProcessorTime(child.pid ?? 0);
    const [code] = (await once(child, "exit")) as [number];
    const cpuSeconds = cpu();
    const seconds = (performance.now() - started) / 1000;
    const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
    const [target] = (JSON.parse(text) as Report).targets;
    if (!target) throw new Error("the report has no target");
    const verdicts = verdictsOf(target);
    return { seconds, cpuSeconds, code, target, verdicts };
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
