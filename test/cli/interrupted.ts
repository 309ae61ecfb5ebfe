import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { emptyFolder } from "./assay.ts";

/** How a process is told to end: each signal so long after the one before. */
export const WAYS = {
  SIGINT: [["SIGINT", 0]],
  SIGTERM: [["SIGTERM", 0]],
  SIGHUP: [["SIGHUP", 0]],
  SIGKILL: [["SIGKILL", 0]],
  /** As pipelines cancel a job. */
  "SIGINT, and SIGTERM after 7.5 s": [
    ["SIGINT", 0],
    ["SIGTERM", 7500],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly [NodeJS.Signals, number])[]>>;
export type Way = keyof typeof WAYS;

/** A variable that everything inherits which a process starts. */
const MARK = "ASSAY_TEST_INTERRUPTED";

export interface Interrupted {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From the first signal to the end; 0 where it ended before. */
  readonly tookMs: number;
  /** Its folder for temporary files. */
  readonly temporary: string;
  /** The processes that it left. */
  readonly processes: () => readonly number[];
}

/**
 * Runs a program and interrupts it.
 *
 * @param when.isThere once it is true the time counts; default from the start
 * @param pidOf the process that gets the signals, where it is not the one that is started
 */
export async function interrupted(
  [program = "", ...args]: readonly string[],
  {
    cwd,
    way,
    afterMs,
    isThere = () => true,
    pidOf,
  }: {
    readonly cwd: string;
    readonly way: Way;
    readonly afterMs: number;
    readonly isThere?: (printed: string) => boolean;
    readonly pidOf?: (stderr: string) => number | undefined;
  },
): Promise<Interrupted> {
  const temporary = await emptyFolder();
  const mark = randomUUID();
  const child = spawn(program, args, {
    cwd,
    env: environment({ [MARK]: mark, TMPDIR: temporary }),
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  let isOver = false;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      isOver = true;
      resolve(code);
    });
  });
  const pid = (): number | undefined => pidOf?.(stderr) ?? (pidOf ? undefined : child.pid);
  while (!isOver && !(isThere(stdout) && pid() !== undefined)) await sleep(10);
  if (!isOver) await Promise.race([ended, sleep(afterMs)]);
  const began = performance.now();
  const wasOver = isOver;
  const sending = (async () => {
    for (const [name, laterMs] of WAYS[way]) {
      await Promise.race([ended, sleep(laterMs)]);
      if (!isOver) signal(pid() ?? 0, name);
    }
  })();
  const code = await ended;
  const tookMs = wasOver ? 0 : performance.now() - began;
  await sending;
  return { code, stdout, stderr, tookMs, temporary, processes: () => marked(mark) };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has just ended.
  }
}

/** Vitest's own variables would make the inner Vitest believe that it is a worker of this one. */
function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1", ...more };
  for (const name of Object.keys(env)) if (/^(VITEST|TEST$|NODE_ENV$)/.test(name)) delete env[name];
  return env;
}

/** The processes that have a variable with the mark; none where the system does not tell. */
function marked(mark: string): readonly number[] {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc").flatMap((name) => {
    try {
      const isOne = /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`).includes(mark);
      return isOne ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** All files below a folder, by their paths in it. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}
