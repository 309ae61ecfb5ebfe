import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { inKeptProcess } from "./kept-processes.ts";

/** The compiled command. */
export const MAIN = join(import.meta.dirname, "..", "..", "dist", "src", "cli", "main.js");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the compiled command as users do, without a terminal or colours. */
export function assay(
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string>>;
    /** A signal to send so long after the run has begun: it makes the folder of its reports first. */
    readonly signal?: {
      readonly name: NodeJS.Signals;
      readonly afterMs: number;
      /** And once more, without a pause. */
      readonly twice?: boolean;
    };
    /** In a process of its own, loaded anew. */
    readonly isFresh?: boolean;
    /** Told the process as soon as it is there. */
    readonly onStart?: (child: ChildProcess) => void;
  },
): Promise<Ended> {
  const base: Record<string, string | undefined> = { ...process.env, NO_COLOR: "1" };
  // Vitest's own variables would make the inner Vitest believe that it is a worker of this one.
  for (const name of Object.keys(base)) {
    if (/^(VITEST|TEST$|NODE_ENV$)/.test(name)) delete base[name];
  }
  if (!needsOwnProcess(args, options)) {
    return inKeptProcess(args, { cwd: options.cwd, env: options.env ?? {}, base });
  }
  const env = { ...base, ...options.env };
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: options.cwd, env });
  options.onStart?.(child);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const { signal } = options;
  if (signal) {
    const begun = setInterval(() => {
      if (!existsSync(join(options.cwd, "assay-report"))) return;
      clearInterval(begun);
      setTimeout(() => {
        child.kill(signal.name);
        // Signals of one kind that are not yet heard count once.
        if (signal.twice) setTimeout(() => child.kill(signal.name), 20);
      }, signal.afterMs);
    }, 20);
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** A journal belongs to the process that wrote it: what `clean` takes for ended has to have ended. */
function needsOwnProcess(
  [command]: readonly string[],
  { env = {}, signal, onStart, isFresh = false }: Parameters<typeof assay>[1],
): boolean {
  const isColoured = Object.keys(env).some((name) => name.endsWith("_COLOR"));
  return isFresh || isColoured || command === "clean" || !!signal || !!onStart;
}

/** An empty folder that is removed when the test ends. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "assay-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
