import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { processStamp } from "../../config/files/process-stamp.ts";
import { TargetError } from "../../model/errors.ts";
import type { Launch } from "../../model/target.ts";
import { createLogTail } from "./log-tail.ts";

/** A server that a run started. */
export interface Launched {
  /** The end of what it printed, and how it ended if it did. */
  log(): string;
  /** Ends it and the processes it started; resolves when they are gone. */
  stop(): Promise<void>;
}

export interface LaunchEvents {
  /** Aborting it ends the wait. */
  readonly signal?: AbortSignal | undefined;
  /** Told as soon as the process is there; what it gives is called when all of it is gone. */
  readonly begun?: (pid: number) => () => void;
}

/** The server of a target did not come up. */
export class LaunchError extends TargetError {
  override readonly name = "LaunchError";
  /** The end of what it printed. */
  readonly log: string;
  constructor(message: string, log: string) {
    super(message);
    this.log = log;
  }
}

const LINES_SAID = 5;
const POLL_MS = 100;
const READY_TIMEOUT_MS = 1000;
const NOT_YET = 503;
/** How long a server may take to end itself before it is killed. */
const GRACE_MS = 3000;
/** The same once the run was interrupted. */
const HURRIED_MS = 1000;
/** And once this process itself is about to end. */
const AT_ONCE_MS = 500;
/** How long the rest of its output may take, once it ended; what it started may hold the pipe open. */
const OUTPUT_MS = 200;

/**
 * Starts a server and waits until its `ready` address answers anything over HTTP, but for 503: by that
 * servers say that they are not ready yet.
 *
 * @throws LaunchError when it cannot be started, ends early, is not ready in time, or when another
 *   server answers there already; what was started is stopped again
 */
export async function launch(
  options: Launch,
  { signal, begun }: LaunchEvents = {},
): Promise<Launched> {
  const { command, args, cwd, env, ready, timeoutMs } = options;
  if (ready !== undefined && (await statusOf(ready)) !== undefined) {
    const why = `${ready} answers already: another server has its port, end that one first (assay clean ends what a killed run launched)`;
    throw new LaunchError(`could not launch "${command}": ${why}`, "");
  }
  // A group of its own, so that what it starts ends with it.
  const child = spawn(command, [...args], {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  // However this process ends, short of being killed, the server ends too.
  const atExit = (): void => endAtOnce(child);
  process.on("exit", atExit);
  const gone = child.pid === undefined ? undefined : begun?.(child.pid);
  const tail = createLogTail();
  child.stdout.on("data", tail.add);
  child.stderr.on("data", tail.add);
  let ended: string | undefined;
  child.on("error", (error) => {
    ended = error.message;
  });
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.on("exit", (code, name) => {
    ended ??= `it ended with ${name ?? `exit code ${code}`}`;
  });

  const stop = async (): Promise<void> => {
    await stopGroup(child, signal?.aborted ? HURRIED_MS : GRACE_MS);
    process.removeListener("exit", atExit);
    gone?.();
  };
  const deadline = Date.now() + timeoutMs;
  let status: number | undefined;
  while (ended === undefined && Date.now() < deadline && !signal?.aborted) {
    if (ready !== undefined) status = await statusOf(ready);
    const isReady = ready === undefined || (status !== undefined && status !== NOT_YET);
    if (child.pid !== undefined && isReady) {
      const log = (): string => [tail.text(), ...(ended ? [`(${ended})\n`] : [])].join("");
      return { log, stop };
    }
    await sleep(POLL_MS);
  }
  // Stopping it makes it end, which is not why it failed.
  const why = whyNot(ended, status, options, signal);
  await stop();
  await Promise.race([closed, sleep(OUTPUT_MS)]);
  const lines = tail.text().split("\n").filter(Boolean).slice(-LINES_SAID);
  const said = lines.length > 0 ? `; it printed: ${lines.join(" | ")}` : "";
  throw new LaunchError(`could not launch "${command}": ${why}${said}`, tail.text());
}

function whyNot(
  ended: string | undefined,
  status: number | undefined,
  { command, cwd, ready, timeoutMs }: Launch,
  signal: AbortSignal | undefined,
): string {
  if (ended?.includes("ENOENT"))
    return `there is no command "${command}", seen from ${cwd} (ENOENT)`;
  if (ended !== undefined) return `${ended} before it was ready`;
  if (signal?.aborted) return "the run was interrupted";
  return status === NOT_YET
    ? `${ready} still answered HTTP ${NOT_YET} after ${timeoutMs} ms`
    : `${ready} did not answer within ${timeoutMs} ms`;
}

/** Of what it answers to GET; undefined where no answer comes. */
async function statusOf(url: string): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(READY_TIMEOUT_MS);
    const response = await fetch(url, { redirect: "manual", signal });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
}

/** While this process ends and can wait for no event: what a server has open itself it can still put away. */
function endAtOnce(child: ChildProcess): void {
  if (child.pid === undefined || !signalGroup(child, "SIGTERM")) return;
  const pause = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const deadline = Date.now() + AT_ONCE_MS;
  while (processStamp(child.pid) !== undefined && Date.now() < deadline) {
    Atomics.wait(pause, 0, 0, POLL_MS / 4);
  }
  signalGroup(child, "SIGKILL");
}

async function stopGroup(child: ChildProcess, graceMs: number): Promise<void> {
  signalGroup(child, "SIGTERM");
  const deadline = Date.now() + graceMs;
  while (isAlive(child) && Date.now() < deadline) await sleep(POLL_MS / 2);
  signalGroup(child, "SIGKILL");
}

/** Whether anything of its group runs, also when what was started itself has ended. */
function isAlive(child: ChildProcess): boolean {
  return signalGroup(child, 0);
}

/** False when the group is gone already, which is what we want. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}
