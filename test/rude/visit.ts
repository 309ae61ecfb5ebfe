import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { watchPeakMemory } from "../../bench/peak-memory.ts";
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import type { Report } from "../../src/model/report.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { compileSchema } from "../../src/schema/validate.ts";

const MAIN = join(import.meta.dirname, "..", "..", "dist", "src", "cli", "main.js");
/** Longer than this is not bounded time. */
const MAX_SECONDS = 90;

/** Rules of every kind: single calls, sequences, models, races, relations, leaks, raw bytes. */
const RULES = [
  "inforouter.create-upload-handler.any-sequence",
  "inforouter.delete-upload-handler.twice",
  "inforouter.delete-upload-handler.guid-before-auth",
  "inforouter.delete-upload-handler.discards-handler",
  "inforouter.delete-upload-handler.finalize-consumes-handler",
  "inforouter.delete-upload-handler.ended-session",
  "inforouter.delete-upload-handler.amid-chunk",
  "inforouter.delete-upload-handler.together",
  "inforouter.delete-upload-handler.tolerated-requests",
  "inforouter.delete-upload-handler.survives-broken-http",
  "inforouter.delete-upload-handler.leaves-no-file",
  "inforouter.download-file-chunk.any-slice",
  "apidatatools.delete-upload.success",
  "apidatatools.delete-upload.repeat",
  "apidatatools.delete-upload.unknown-id",
];

/** What a run against a server came to. */
export interface Outcome {
  readonly exit: number | null;
  readonly seconds: number;
  readonly mib: number | undefined;
  readonly report: Report | undefined;
  /** What is wrong with report.json. */
  readonly invalid: readonly string[];
  readonly stderr: string;
}

/** `assay run` in a process of its own, against one targets file. */
export async function visit(
  targets: object,
  {
    rules = RULES,
    args = [],
  }: { readonly rules?: readonly string[] | undefined; readonly args?: readonly string[] } = {},
): Promise<Outcome> {
  const cwd = await mkdtemp(join(tmpdir(), "assay-rude-"));
  try {
    await writeFile(join(cwd, "targets.json"), JSON.stringify(targets));
    const started = performance.now();
    const command = ["run", "--seed", "1", "--runs", "3", "--timeout", "700ms", ...args];
    const child = spawn(process.execPath, [MAIN, ...command, "--rule", rules.join(",")], {
      cwd,
      env: environment(),
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const peak = watchPeakMemory(child.pid ?? 0);
    const enough = setTimeout(() => child.kill("SIGKILL"), MAX_SECONDS * 1000);
    const [exit] = (await once(child, "close")) as [number | null];
    clearTimeout(enough);
    const seconds = (performance.now() - started) / 1000;
    const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8").catch(() => "");
    const problems =
      text === "" ? [] : compileSchema(reportSchema)(parseJsonDocument("report.json", text));
    return {
      exit,
      seconds,
      mib: peak(),
      report: text === "" ? undefined : (JSON.parse(text) as Report),
      invalid: text === "" ? ["there is none"] : problems.map(({ message }) => message),
      stderr,
    };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** Vitest's own variables would make the inner Vitest believe that it is a worker of this one. */
function environment(): Record<string, string | undefined> {
  const env: Record<string, string | undefined> = { ...process.env, NO_COLOR: "1" };
  for (const name of Object.keys(env)) if (/^(VITEST|TEST$|NODE_ENV$)/.test(name)) delete env[name];
  return env;
}

/** Verdicts of the rules. */
export function countsOf(
  report: Report | undefined,
): Readonly<Partial<Record<VerdictKind, number>>> {
  const counts: Partial<Record<VerdictKind, number>> = {};
  for (const { verdict } of report?.targets[0]?.rules ?? []) {
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}

/** Everything that the report gives as a reason. */
export function reasonsOf(report: Report | undefined): readonly string[] {
  const [target] = report?.targets ?? [];
  const ofRules = target?.rules.flatMap(({ reason, reasons }) => [
    reason,
    ...Object.values(reasons ?? {}),
  ]);
  return [target?.reason, ...(ofRules ?? [])].filter((reason) => typeof reason === "string");
}
