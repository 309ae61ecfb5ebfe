import { fork } from "node:child_process";
import type { Campaign } from "../campaign/campaign.ts";
import { type FromWorker, type ToWorker, WORKER_COMMAND } from "./messages.ts";

/** How a worker came to its end. */
export type WorkerEnd =
  | { readonly kind: "ended"; readonly complete: boolean }
  | { readonly kind: "failed"; readonly message: string; readonly refused: boolean };

/** A part of a run in a process of its own. */
export interface WorkerProcess {
  tell(message: ToWorker): void;
  /** Ends it at once, whatever it does. */
  kill(): void;
  /** When its process is gone. */
  readonly ended: Promise<WorkerEnd>;
}

/**
 * Starts a worker.
 *
 * @param program the module of the command line
 * @param name what it is called where it does not end as it should
 * @param hear takes what it tells until it ends
 */
export function startWorker(
  program: string,
  { campaign, name }: { readonly campaign: Campaign; readonly name: string },
  hear: (message: FromWorker) => void,
): WorkerProcess {
  const child = fork(program, [WORKER_COMMAND], {
    // What Node says of its end, such as of a heap that is full, is for people.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    serialization: "advanced",
  });
  let end: WorkerEnd | undefined;
  let isKilled = false;
  const tell = (message: ToWorker): void => {
    // One that is gone hears nothing, and its end tells why.
    if (child.connected) child.send(message, () => undefined);
  };
  const kill = (): void => {
    isKilled = true;
    child.kill("SIGKILL");
  };
  process.on("exit", kill);
  const ended = new Promise<WorkerEnd>((resolve) => {
    child.on("message", (message: FromWorker) => {
      if (message.kind === "ended" || message.kind === "failed") end = message;
      else hear(message);
    });
    const over = (how: string): void => {
      process.removeListener("exit", kill);
      resolve(end ?? endOf(name, how, isKilled));
    };
    child.once("error", (error) => over(error.message));
    // Not its exit alone: what it told may still be on its way.
    const silent = new Promise<void>((heard) => void child.once("disconnect", heard));
    child.once("exit", (code, signal) => {
      void silent.then(() => over(signal ?? `exit code ${code}`));
    });
  });
  tell({ kind: "judge", campaign });
  return { tell, kill, ended };
}

function endOf(name: string, how: string, isKilled: boolean): WorkerEnd {
  if (isKilled) return { kind: "ended", complete: false };
  // The system ends a process that has no memory left by a signal, and Node itself by one or by its own code.
  const message = `${name} ended before its time (${how}), as a process does that has no memory left\n  give it more memory (NODE_OPTIONS=--max-old-space-size=4096), or run fewer --workers`;
  return { kind: "failed", message, refused: true };
}
