import { readFileSync } from "node:fs";

/** Clock ticks a second, in what Linux tells of processes (USER_HZ). */
const TICKS = 100;
const POLL_MS = 50;
/** Where user and system time stand behind the name of the program, which may hold anything. */
const USER = 11;
const SYSTEM = 12;

/**
 * The processor time that a process has taken, in seconds, by the operating system's accounting (/proc), to
 * the last look before it ended; 0 where there is none.
 */
export function watchProcessorTime(pid: number): () => number {
  let seconds = 0;
  const look = (): void => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      seconds = (Number(fields[USER]) + Number(fields[SYSTEM])) / TICKS;
    } catch {
      // It has ended.
    }
  };
  const timer = setInterval(look, POLL_MS);
  return () => {
    clearInterval(timer);
    return seconds;
  };
}
