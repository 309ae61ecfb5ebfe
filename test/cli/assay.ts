import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { inProcess } from "./in-process.ts";

/** The compiled command. */
export const MAIN = join(import.meta.dirname, "..", "..", "dist", "src", "cli", "main.js");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Commands that judge nothing: loading them anew takes most of their time. */
const SHORT = ["check", "diff", "explain", "init", "list", "merge", "replay", "report"];

/**
 * Runs the command as users do, without a terminal or colours. It gets a process of its own where that can
 * make a difference; a short one, and one that has to be refused, does without.
 */
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
    /** It has to be an error before anything is judged. */
    readonly isRefused?: boolean;
    /** Told the process as soon as it is there. */
    readonly onStart?: (child: ChildProcess) => void;
  },
): Promise<Ended> {
  if (options.isRefused || (SHORT.includes(args[0] ?? "") && !needsProcess(options)))
    return inProcess(args, options.cwd);
  const env: Record<string, string | undefined> = { ...process.env, NO_COLOR: "1", ...options.env };
  // Vitest's own variables would make the inner Vitest believe that it is a worker of this one.
  for (const name of Object.keys(env)) if (/^(VITEST|TEST$|NODE_ENV$)/.test(name)) delete env[name];
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

function needsProcess({ env, signal, onStart }: Parameters<typeof assay>[1]): boolean {
  return env !== undefined || signal !== undefined || onStart !== undefined;
}

/** An empty folder that is removed when the test ends. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "assay-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
