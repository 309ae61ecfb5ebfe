import { readFileSync } from "node:fs";

/** Clock ticks a second, in what Linux tells of processes (USER_HZ). */
const TICKS = 100;
const POLL_MS = 50;
/** Where user and system time stand behind the name of the program, which may hold anything. */
const USER = 11;
const SYSTEM = 12;

/** Processor time in seconds. */
export interface ProcessorTime {
  readonly all: number;
  /** Of the process itself and the busiest of those that it started: what is left of it where each has a core. */
  readonly inARow: number;
}

/**
 * The processor time that a process and those it started have taken, by the operating system's accounting (/proc), to
 * the last look before they ended; 0 where there is none.
 */
export function watchProcessorTimes(pid: number): () => ProcessorTime {
  const started = new Map<number, number>();
  let own = 0;
  const look = (): void => {
    own = timeOf(pid) ?? own;
    for (const child of childrenOf(pid)) started.set(child, timeOf(child) ?? 0);
  };
  const timer = setInterval(look, POLL_MS);
  return () => {
    clearInterval(timer);
    const others = [...started.values()];
    return {
      all: others.reduce((sum, one) => sum + one, own),
      inARow: own + Math.max(0, ...others),
    };
  };
}

/** As {@link watchProcessorTimes}, of the process alone. */
export function watchProcessorTime(pid: number): () => number {
  let seconds = 0;
  const timer = setInterval(() => {
    seconds = timeOf(pid) ?? seconds;
  }, POLL_MS);
  return () => {
    clearInterval(timer);
    return seconds;
  };
}

/** Undefined once it has ended. */
function timeOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[USER]) + Number(fields[SYSTEM])) / TICKS;
  } catch {
    return undefined;
  }
}

/** The processes that one has started and that have not ended. */
export function childrenOf(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    return text.split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
