import { figuresOf, start, startTrivialServer } from "./child.ts";
import { residentMib } from "./peak-memory.ts";

const CONNECTIONS = 16;
const FIRST = 100_000;
const CASES = 1_000_000;
/** A heap breathes: what is compared are means over so many cases from each mark on. */
const WINDOW = 50_000;
/** It says how far it is. */
const TELLS = 1;
const MOST_MIB = 20;

/** How much more memory is resident at the millionth case than at the 100,000th. */
export async function memoryGrowth(): Promise<readonly string[]> {
  const { port, stop } = await startTrivialServer();
  try {
    const early: number[] = [];
    const late: number[] = [];
    let peak = 0;
    const child = start("assay-cases", [port, CONNECTIONS, CASES + WINDOW, TELLS]);
    const { done, seconds } = await figuresOf(child, (sent) => {
      const mib = residentMib(child.pid ?? 0);
      peak = Math.max(peak, mib);
      if (sent >= FIRST && sent < FIRST + WINDOW) early.push(mib);
      if (sent >= CASES) late.push(mib);
    });
    return [
      `memory over ${done.toLocaleString("en")} cases (${seconds.toFixed(0)} s)`,
      `  from the 100,000th  ${mean(early).toFixed(0)} MiB`,
      `  from the millionth  ${mean(late).toFixed(0)} MiB, peak ${peak.toFixed(0)} MiB`,
      `  growth              ${(mean(late) - mean(early)).toFixed(1)} MiB (to stay under ${MOST_MIB} MiB)`,
    ];
  } finally {
    stop();
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
