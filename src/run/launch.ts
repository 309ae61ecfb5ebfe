import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Launch } from "../model/target.ts";

/** A server that a run started. */
export interface Launched {
  /** The last lines that it printed, oldest first. */
  log(): readonly string[];
  /** Ends it and the processes it started; resolves when it is gone. */
  stop(): Promise<void>;
}

export class LaunchError extends Error {
  override readonly name = "LaunchError";
}

const LOG_LINES = 200;
const POLL_MS = 100;
/** How long a server may take to end itself before it is killed. */
const GRACE_MS = 3000;

/**
 * Starts a server and waits until its `ready` address answers anything over HTTP.
 *
 * @throws LaunchError when it cannot be started, ends early, or is not ready in time
 */
export async function launch(options: Launch): Promise<Launched> {
  const { command, args, cwd, env, ready, timeoutMs } = options;
  // A group of its own, so that what it starts ends with it.
  const child = spawn(command, [...args], {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const keep = (chunk: Buffer): void => {
    lines.push(...chunk.toString("utf8").split("\n").filter(Boolean));
    lines.splice(0, Math.max(0, lines.length - LOG_LINES));
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  let failed: string | undefined;
  child.on("error", (error) => {
    failed = error.message;
  });
  child.on("exit", (code, signal) => {
    failed ??= `it ended with ${signal ?? `exit code ${code}`} before it was ready`;
  });

  const launched: Launched = { log: () => [...lines], stop: () => stop(child) };
  const deadline = Date.now() + timeoutMs;
  while (failed === undefined && Date.now() < deadline) {
    if (ready === undefined || (await answers(ready))) return launched;
    await sleep(POLL_MS);
  }
  // Stopping it makes it end, which is not why it failed.
  const why = failed ?? `${ready} did not answer within ${timeoutMs} ms`;
  await launched.stop();
  const said = lines.length > 0 ? `; it printed: ${lines.slice(-5).join(" | ")}` : "";
  throw new LaunchError(`could not launch "${command}": ${why}${said}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(1000) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  signalGroup(child.pid, "SIGTERM");
  await Promise.race([gone, sleep(GRACE_MS)]);
  signalGroup(child.pid, "SIGKILL");
  await gone;
}

/** A group that is gone already is what we want. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Gone.
  }
}
