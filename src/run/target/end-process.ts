import { setTimeout as sleep } from "node:timers/promises";
import { processStamp } from "../../config/files/process-stamp.ts";
import type { JournalEntry } from "../cleanup/journal-entry.ts";

const POLL_MS = 50;
/** How long a server may take to end itself before it is killed. */
const GRACE_MS = 3000;

/** Whether a launched server still runs: that process, not another one that got its number. */
export function isRunning({ pid, stamp }: NonNullable<JournalEntry["process"]>): boolean {
  return stamp !== "" && processStamp(pid) === stamp;
}

/** Ends a launched server and what it started; why it cannot be ended, where that is so. */
export async function endProcess(entry: JournalEntry): Promise<string | undefined> {
  const { process: launched } = entry;
  if (!launched || !isRunning(launched)) return undefined;
  try {
    process.kill(-launched.pid, "SIGTERM");
    const deadline = Date.now() + GRACE_MS;
    while (isRunning(launched) && Date.now() < deadline) await sleep(POLL_MS);
    if (isRunning(launched)) process.kill(-launched.pid, "SIGKILL");
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
