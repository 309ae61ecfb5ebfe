import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Ended } from "./assay.ts";

const HOST = join(import.meta.dirname, "kept-process.mjs");
/** More would wait for each other, and keep memory. */
const MOST_IDLE = 2;

const idle: ChildProcess[] = [];

/**
 * Runs the compiled command in a process that other tests of this worker run it in, one after the other. What
 * sends signals, watches the process or is about colours, which are chosen while loading, needs one of its own.
 */
export async function inKeptProcess(
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly base: NodeJS.ProcessEnv;
  },
): Promise<Ended> {
  const child = idle.pop() ?? start(options.base);
  hold(child, true);
  const ended = await new Promise<Ended>((resolve, reject) => {
    const onExit = (code: number | null): void =>
      reject(new Error(`assay ${args.join(" ")} ended the kept process with ${code}`));
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message as Ended);
    });
    child.send({ args, cwd: options.cwd, env: options.env });
  });
  if (idle.length < MOST_IDLE) {
    hold(child, false);
    idle.push(child);
  } else child.disconnect();
  return ended;
}

function start(env: NodeJS.ProcessEnv): ChildProcess {
  // What it writes past the command's own output is of Node.js, and told here.
  return fork(HOST, { env, execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
}

/** An idle one keeps nothing from ending, and ends with the process that started it. */
function hold(child: ChildProcess, isBusy: boolean): void {
  if (isBusy) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
