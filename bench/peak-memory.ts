import { readFileSync } from "node:fs";

const KIB_PER_MIB = 1024;
const POLL_MS = 20;

/**
 * The most memory that a process and those it started have had resident at one time, in MiB, by the
 * operating system's accounting (/proc); undefined where there is none.
 */
export function watchPeakMemory(pid: number): () => number | undefined {
  let peak = 0;
  const look = (): void => {
    peak = Math.max(peak, residentOf(pid));
  };
  look();
  const timer = setInterval(look, POLL_MS);
  return () => {
    clearInterval(timer);
    return peak > 0 ? peak / KIB_PER_MIB : undefined;
  };
}

/** What a process and those it started have resident now, in MiB; 0 where the system does not tell. */
export function residentMib(pid: number): number {
  return residentOf(pid) / KIB_PER_MIB;
}

function residentOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const own = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
      .split(" ")
      .filter(Boolean);
    return children.reduce((sum, child) => sum + residentOf(Number(child)), own);
  } catch {
    return 0;
  }
}
